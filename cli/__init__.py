"""The desk a person sits at: the `ratsweg` command."""

import gc
import os

# A command starts a tenth faster where no garbage is collected while it loads; `Office.open`
# turns that on again. No plugin of the validation library is looked for at every start.
gc.disable()
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
