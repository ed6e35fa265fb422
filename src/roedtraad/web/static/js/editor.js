// Makes an editor of each `[data-editor]`: the plain field gives way to one with headings, lists, tables, bold and links.
// The field `…_html` is sent only when it was written in; without this file the plain field is sent.
import * as pm from "./vendor/prosemirror.js";

const cell = pm.tableNodes({ tableGroup: "block", cellContent: "paragraph+", cellAttributes: {} });
const schema = new pm.Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
    heading: {
      attrs: { level: { default: 3 } },
      content: "text*",
      group: "block",
      defining: true,
      parseDOM: [
        ...["h1", "h2", "h3"].map((tag) => ({ tag, attrs: { level: 3 } })),
        ...["h4", "h5", "h6"].map((tag) => ({ tag, attrs: { level: 4 } })),
      ],
      toDOM: (node) => [`h${node.attrs.level}`, 0],
    },
    bullet_list: { content: "list_item+", group: "block", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
    ordered_list: { content: "list_item+", group: "block", parseDOM: [{ tag: "ol" }], toDOM: () => ["ol", 0] },
    list_item: { content: "paragraph (paragraph | bullet_list | ordered_list)*", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
    ...cell,
    text: { group: "inline" },
    hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  },
  marks: {
    link: { attrs: { href: {} }, inclusive: false, parseDOM: [{ tag: "a[href]", getAttrs: (a) => (/^(https?:|mailto:)/.test(a.getAttribute("href")) ? { href: a.getAttribute("href") } : false) }], toDOM: (mark) => ["a", { href: mark.attrs.href }, 0] },
    strong: { parseDOM: [{ tag: "strong" }, { tag: "b", getAttrs: (b) => b.style.fontWeight !== "normal" && null }, { style: "font-weight", getAttrs: (value) => /^(bold|[6-9]\d\d)$/.test(value) && null }], toDOM: () => ["strong", 0] },
    em: { parseDOM: [{ tag: "em" }, { tag: "i" }, { style: "font-style=italic" }], toDOM: () => ["em", 0] },
  },
});
const { nodes, marks } = schema;
const parser = pm.DOMParser.fromSchema(schema);
const serializer = pm.DOMSerializer.fromSchema(schema);

function read(html) {
  const holder = new DOMParser().parseFromString(`<body>${html}</body>`, "text/html").body;
  return parser.parse(holder);
}

function write(doc) {
  const holder = document.createElement("div");
  holder.append(serializer.serializeFragment(doc.content));
  return holder.innerHTML;
}

// Word writes the points of a list as paragraphs with a marker in front.
function fromWord(html) {
  if (!/mso-|MsoNormal|MsoList/.test(html)) return html;
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const comment of page.querySelectorAll("style, xml, o\\:p, script")) comment.remove();
  for (const point of [...page.querySelectorAll("p[class*='MsoListParagraph']")]) {
    const marker = point.querySelector("span[style*='mso-list']");
    const isNumbered = /^\s*(\d+|[a-z])[.)]/.test(marker?.textContent ?? point.textContent);
    marker?.remove();
    const tag = isNumbered ? "ol" : "ul";
    const before = point.previousElementSibling;
    const list = before?.matches(`${tag}[data-word]`) ? before : page.createElement(tag);
    if (list !== before) {
      list.dataset.word = "";
      point.before(list);
    }
    const item = page.createElement("li");
    item.append(point);
    list.append(item);
  }
  return page.body.innerHTML;
}

function isMarked(state, type) {
  const { from, $from, to, empty } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
}

function inNode(state, type) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type === type) return true;
  return false;
}

function table(state, dispatch) {
  const row = (type) => nodes.table_row.create(null, [0, 1, 2].map(() => type.createAndFill()));
  const made = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
  dispatch?.(state.tr.replaceSelectionWith(made).scrollIntoView());
  return true;
}

function list(type) {
  return (state, dispatch) => (inNode(state, type) ? pm.liftListItem(nodes.list_item)(state, dispatch) : pm.wrapInList(type)(state, dispatch));
}

function heading(state, dispatch) {
  const type = inNode(state, nodes.heading) ? nodes.paragraph : nodes.heading;
  return pm.setBlockType(type)(state, dispatch);
}

const commands = {
  bold: pm.toggleMark(marks.strong),
  italic: pm.toggleMark(marks.em),
  heading,
  bullets: list(nodes.bullet_list),
  numbers: list(nodes.ordered_list),
  table,
  row: pm.addRowAfter,
  column: pm.addColumnAfter,
  "less-row": pm.deleteRow,
  "less-column": pm.deleteColumn,
  undo: pm.undo,
  redo: pm.redo,
};
const active = {
  bold: (state) => isMarked(state, marks.strong),
  italic: (state) => isMarked(state, marks.em),
  heading: (state) => inNode(state, nodes.heading),
  bullets: (state) => inNode(state, nodes.bullet_list),
  numbers: (state) => inNode(state, nodes.ordered_list),
};

const keys = {
  "Mod-b": commands.bold,
  "Mod-i": commands.italic,
  "Mod-z": pm.undo,
  "Mod-y": pm.redo,
  "Shift-Mod-z": pm.redo,
  Enter: pm.splitListItem(nodes.list_item),
  "Shift-Enter": pm.chainCommands(pm.exitCode, (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
    return true;
  }),
  // Tab moves in tables and lists only: elsewhere it leaves the field, as the keyboard expects.
  Tab: pm.chainCommands(pm.goToNextCell(1), pm.sinkListItem(nodes.list_item)),
  "Shift-Tab": pm.chainCommands(pm.goToNextCell(-1), pm.liftListItem(nodes.list_item)),
};

function plugins() {
  const rules = [
    pm.wrappingInputRule(/^\s*[-–*]\s$/, nodes.bullet_list),
    pm.wrappingInputRule(/^\s*1[.)]\s$/, nodes.ordered_list),
    pm.textblockTypeInputRule(/^##?\s$/, nodes.heading, { level: 3 }),
  ];
  return [pm.inputRules({ rules }), pm.keymap(keys), pm.keymap(pm.baseKeymap), pm.history(), pm.gapCursor(), pm.tableEditing()];
}

function begin(box) {
  const plain = box.querySelector("textarea[data-plain]");
  const rich = box.querySelector("textarea[data-rich]");
  const bar = box.querySelector("[role=toolbar]");
  const place = document.createElement("div");
  const label = box.querySelector("label");
  label.id ||= `${plain.id}-label`;
  const fresh = () => pm.EditorState.create({ doc: read(rich.value), plugins: plugins() });

  const view = new pm.EditorView(place, {
    state: fresh(),
    transformPastedHTML: fromWord,
    attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id, "aria-describedby": plain.getAttribute("aria-describedby") ?? "", class: "written prose" },
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged) {
        rich.disabled = false;
        rich.value = write(view.state.doc);
        rich.dispatchEvent(new Event("input", { bubbles: true }));
      }
      show();
    },
  });

  function show() {
    for (const button of bar.querySelectorAll("button")) {
      const name = button.dataset.do;
      if (active[name]) button.setAttribute("aria-pressed", String(active[name](view.state)));
      if (button.hasAttribute("data-in-table")) button.hidden = !pm.isInTable(view.state);
    }
  }

  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const name = event.target.closest("button")?.dataset.do;
    if (!name) return;
    if (name === "link") link(view, bar);
    else commands[name](view.state, view.dispatch, view);
    view.focus();
  });
  label.addEventListener("click", () => view.focus());
  // What was kept in this tab was put back into the field.
  box.closest("form").addEventListener("restored", () => {
    rich.disabled = false;
    view.updateState(fresh());
  });
  plain.disabled = true;
  plain.hidden = true;
  plain.before(place);
  show();
}

function link(view, bar) {
  const { state } = view;
  if (isMarked(state, marks.link)) return pm.toggleMark(marks.link)(state, view.dispatch);
  if (state.selection.empty) return false;
  const href = prompt(bar.dataset.linkQuestion, "https://");
  if (!href || !/^(https?:\/\/|mailto:)\S+$/.test(href)) return false;
  return pm.toggleMark(marks.link, { href })(view.state, view.dispatch);
}

document.querySelectorAll("[data-editor]").forEach(begin);
