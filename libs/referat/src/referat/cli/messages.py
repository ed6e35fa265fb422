"""Every sentence that the command says, in Danish. Words for values (months, outcomes) are in `wording`."""

from __future__ import annotations

# How the command is used
DESCRIPTION = (
    "Læser danske referater og dagsordener og viser, hvad der står i dem: punkter, beslutninger, penge og "
    "løfter, hver med side og linje, og det, der ikke stemmer."
)
EPILOG = (
    "Læser {kinds}. Slutstatus: 0 når alt er læst, 1 når noget ikke kunne læses, 2 når kommandoen er "
    "skrevet forkert, 130 når den er afbrudt."
)
USAGE = "Brug: "
HEADING_PATHS = "Det, der skal læses"
HEADING_OPTIONS = "Tilvalg"
HELP_PATHS = "filer og mapper; en mappe læses med alle undermapper; - læser fra standard-input"
HELP_JSON = "skriv JSON: ét dokument for sig, flere som én linje hver"
HELP_OUT = "skriv én JSON-fil pr. dokument i mappen OUT (sammen med --json)"
HELP_FINDINGS = "vis kun det, der ikke stemmer, én linje hver: fil:side:linje: sætning"
HELP_JOBS = "hvor mange filer der læses på én gang (ellers én pr. processorkerne)"
HELP_TIME_LIMIT = "hvor mange sekunder én fil højst må tage (ellers {seconds:g})"
HELP_HELP = "vis denne vejledning"
HELP_VERSION = "vis versionen"
METAVAR_PATHS = "FIL_ELLER_MAPPE"
METAVAR_SECONDS = "SEKUNDER"
METAVAR_JOBS = "ANTAL"

# Wrong usage
WRONG_USAGE = "{program}: {message}\nSkriv «{program} --help» for at se, hvordan kommandoen bruges."
NOTHING_NAMED = "Skriv, hvilke filer eller mapper der skal læses."
UNKNOWN_OPTION = "Tilvalget {option} findes ikke."
VALUE_MISSING = "Tilvalget {option} mangler en værdi."
NO_VALUE_WANTED = "Tilvalget {option} tager ingen værdi."
NOT_A_COUNT = "«{value}» er ikke et helt tal fra 1 til {most}."
NOT_SECONDS = "«{value}» er ikke et antal sekunder over 0 og højst {most}."
OUT_NEEDS_JSON = "--out bruges kun sammen med --json."
JSON_OR_FINDINGS = "--json og --findings kan kun bruges sammen, når JSON skrives i filer med --out."
OUT_UNUSABLE = "Der kan ikke skrives i mappen {folder}: {reason}"
OUT_IS_A_FILE = "navnet er optaget af en fil."
OUT_NO_ACCESS = "der er ikke adgang til at skrive dér."
STDIN_TWICE = "Standard-input (-) kan kun læses én gang."

# What was left out of a folder, each with its reason
LEFT_OUT_HIDDEN = "skjult"
LEFT_OUT_KIND = "ikke et dokument ({suffix})"
LEFT_OUT_OFFICE_LOCK = "midlertidig fil fra Office"
LEFT_OUT_SPECIAL = "ikke en almindelig fil"
LEFT_OUT_BROKEN_LINK = "linket peger ikke på noget"
LEFT_OUT_LOOP = "mappen er allerede gennemgået (et link, der går i ring)"
LEFT_OUT_AGAIN = "samme fil som {other}"

# What could not be read
NOT_FOUND = "Filen findes ikke. Se efter, om navnet er skrevet rigtigt."
NO_ACCESS = (
    "Der er ikke adgang til at læse filen. Ret filens rettigheder, eller kopiér den et andet sted hen."
)
NO_ACCESS_FOLDER = "Der er ikke adgang til mappen. Ret dens rettigheder, eller kopiér den et andet sted hen."
UNOPENED = "Filen kan ikke åbnes ({reason})."
UNOPENED_FOLDER = "Mappen kan ikke åbnes ({reason})."
TOO_SLOW = (
    "Filen blev ikke læst færdig inden for {seconds:g} sekunder. Prøv igen med --time-limit og et højere tal."
)
WORKER_DIED = (
    "Programmet stoppede uventet under læsningen af filen ({cause}). Det er en fejl i programmet; "
    "vi vil gerne se filen, hvis den kan deles."
)
WORKER_SIGNAL = "signal {signal}"
WORKER_STATUS = "slutstatus {status}"
WAS_ENDED = "kørslen er afbrudt"
NOT_STARTED = "Læsningen kunne ikke startes ({reason})."
UNWRITTEN = "Resultatet kunne ikke gemmes i {path} ({reason})."
EMPTY_FOLDERS = "Der er ingen dokumenter at læse."

# The overview
STDIN = "stdin"
NO_BODY = "Det fremgår ikke, hvem der mødtes"
NO_DATE = "dato ikke fundet"
DOCUMENT_MINUTES = "referat"
DOCUMENT_AGENDA = "dagsorden"
HEADING_ITEMS = "Punkter"
HEADING_MONEY = "Penge"
HEADING_COMMITMENTS = "Løfter"
HEADING_FINDINGS = "Stemmer ikke"
HEADING_PROBLEMS = "Læst med forbehold"
HEADING_UNREAD = "Ikke forstået"
ITEM_CLOSED = "lukket"
ITEM_SUPPLEMENTARY = "tillæg"
NO_ITEMS = "Der er ikke fundet nogen punkter i dokumentet."
ALL_UNDERSTOOD = "Al tekst er forstået."
UNREAD_SHARE = "{share} af teksten er ikke forstået ({places})."
NO_DUE = "uden frist"
MORE_ROWS = "… og {count} til (alle står i --json)"
IN_TABLE = "i en tabel med {rows} rækker: {words}"
TIMES = "{text} ({count} gange)"

# The summary
SUMMARY_ALL = "{documents} på {seconds}."
SUMMARY_SOME = "{read} af {documents} på {seconds}."
SUMMARY_REFUSED = "Kunne ikke læses ({count}):"
SUMMARY_LEFT_OUT = "Sprunget over ({count}):"
SUMMARY_NO_FINDINGS = "Intet fundet, der ikke stemmer."
SUMMARY_FINDINGS = "{places} stemmer ikke: {kinds}."
SUMMARY_WRITTEN = "{files} skrevet i {folder}."
LEFT_OUT_MORE = "… og {count} til"
SAME_STEM = "Flere filer hedder «{stem}»; de gemmes som {names}."
INTERRUPTED = "Afbrudt: {read} af {documents} nåede at blive læst."
