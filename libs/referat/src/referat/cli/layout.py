"""How an overview is laid out: by rich where it is installed (`pip install referat[cli]`), plainly where it is not."""

try:
    from referat.cli.rich_layout import laid_out
except ModuleNotFoundError:
    from referat.cli.plain_layout import laid_out

__all__ = ["laid_out"]
