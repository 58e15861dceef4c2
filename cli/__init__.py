"""The desk a person sits at: the `ratsweg` command."""

import gc
import os

# A command ends before garbage matters, and starts a tenth faster without collecting it;
# `serve` turns it on again. No plugin of the validation library is looked for at every start.
gc.disable()
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
