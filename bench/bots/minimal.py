"""The smallest python-telegram-bot bot that polls. Arguments: the token, the API server's URL."""

import sys

from telegram.ext import Application

Application.builder().token(sys.argv[1]).base_url(f"{sys.argv[2]}/bot").build().run_polling()
