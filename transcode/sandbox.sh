#!/bin/sh
# Runs one command with as little of this machine in its reach as the host permits. It is exec'ed all
# the way: the command keeps this process's id, session and group, so that one kill reaches all of it.
#
#   sandbox.sh --check NICE MEMORY FILE_SIZE   tells what there is: tools as name=path, parts as words
#   sandbox.sh PARTS NICE MEMORY FILE_SIZE COMMAND…
#     PARTS      words of --check, commas between
#     NICE       how much lower than normal its priority is
#     MEMORY     bytes of address space
#     FILE_SIZE  bytes one file may have
set -u

if [ "$1" = --check ]; then
  for tool in ffmpeg ffprobe; do
    path=$(command -v "$tool") && echo "$tool=$path"
  done
  nice -n "$2" true 2>/dev/null && echo nice
  # Where the kernel shares time out between sessions, and each of ours is one, priority counts within it alone.
  [ "$(cat /proc/sys/kernel/sched_autogroup_enabled 2>/dev/null)" = 1 ] || echo ungrouped
  prlimit --as="$3" --fsize="$4" --core=0 true 2>/dev/null && echo limits
  if unshare -n true 2>/dev/null; then
    echo network
  elif unshare -U -n true 2>/dev/null; then
    echo user-network
  fi
  setpriv --pdeathsig KILL --no-new-privs true 2>/dev/null && echo parent
  exit 0
fi

parts=,$1,
niceness=$2
memory=$3
file_size=$4
shift 4
# Innermost first. The signal at the parent's death must come after the namespace, which clears it.
case $parts in *,parent,*) set -- setpriv --pdeathsig KILL --no-new-privs -- "$@" ;; esac
case $parts in
  *,network,*) set -- unshare -n -- "$@" ;;
  *,user-network,*) set -- unshare -U -n -- "$@" ;;
esac
case $parts in *,limits,*) set -- prlimit --as="$memory" --fsize="$file_size" --core=0 -- "$@" ;; esac
case $parts in *,nice,*) set -- nice -n "$niceness" "$@" ;; esac
# Huge pages for what malloc hands out, where the kernel leaves that to programs (glibc 2.35): a chunk takes half
# the page faults and a twentieth less CPU.
exec env -i GLIBC_TUNABLES=glibc.malloc.hugetlb=1 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C "$@"
