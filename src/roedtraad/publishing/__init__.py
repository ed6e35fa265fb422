"""What leaves the house: minutes and agendas that everybody may see. Publishing is a separate act, per body's policy."""
