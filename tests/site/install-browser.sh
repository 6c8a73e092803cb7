#!/bin/sh
# The browser tests drive Debian's Chromium and look at Chinese text. Installs both where that is possible
# (root and apt), otherwise says in one line what to install.
set -u
browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh family)" ]; }
browser >/dev/null && font && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "安装 chromium 和中文字体（只用于浏览器测试）……"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig >/dev/null
fi
browser >/dev/null && font && exit 0
echo "浏览器测试需要 Chromium 和中文字体，请先安装：sudo apt-get install chromium fonts-noto-cjk fontconfig" >&2
exit 2
