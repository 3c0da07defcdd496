#!/bin/sh
# 在 Slurm 上分几份生成站点，齐了自动合并。在登录节点上运行：
#
#   SITE=/shared/site PARTS=/shared/parts SHARDS=16 sh slurm.sh
#
#   SITE       站点文件夹，每个节点都看得到（里面有 content/）
#   PARTS      各份和记录放在哪里，每个节点都看得到；最好是空的
#   SHARDS     分几份；不写就是 16
#   OUTPUT     合并到哪里；不写就是 SITE/public
#   TODAY      按哪一天核对；不写就是今天
#   MINGZHANG  程序；不写就是 mingzhang
#   CPUS、MEMORY、MINUTES   每份用几个核、多少内存、最多几分钟
#
# 有一份没有成功（里面有错误，或者超时），就不合并；为什么，看 PARTS/logs。改好以后再运行一次，没有变的不会重做。
set -eu
SITE=$(cd "${SITE:?写明站点文件夹，例如 SITE=/shared/site}" && pwd)
mkdir -p "${PARTS:?写明各份放在哪里，例如 PARTS=/shared/parts}/logs"
PARTS=$(cd "$PARTS" && pwd)
SHARDS=${SHARDS:-16}
OUTPUT=${OUTPUT:-$SITE/public}
TODAY=${TODAY:-$(date +%F)}
MINGZHANG=${MINGZHANG:-mingzhang}
export SITE PARTS SHARDS OUTPUT TODAY MINGZHANG

# 到了时限，提前半分钟让程序自己收拾干净（TERM）；节点坏了，换一个节点重来（--requeue）。
build=$(sbatch --parsable --export=ALL --job-name=mingzhang-build --array="1-$SHARDS" --requeue \
  --cpus-per-task="${CPUS:-2}" --mem="${MEMORY:-2G}" --time="${MINUTES:-120}" --signal=B:TERM@30 \
  --output="$PARTS/logs/build-%a.txt" <<'JOB'
#!/bin/sh
exec "$MINGZHANG" build "$SITE" --shard "$SLURM_ARRAY_TASK_ID/$SHARDS" \
  --output "$PARTS/$SLURM_ARRAY_TASK_ID" --today "$TODAY"
JOB
)
build=${build%%;*}

merge=$(sbatch --parsable --export=ALL --job-name=mingzhang-merge --requeue \
  --dependency="afterok:$build" --kill-on-invalid-dep=yes \
  --cpus-per-task="${CPUS:-2}" --mem="${MEMORY:-2G}" --time="${MINUTES:-120}" --signal=B:TERM@30 \
  --output="$PARTS/logs/merge.txt" <<'JOB'
#!/bin/sh
set --
number=1
while [ "$number" -le "$SHARDS" ]; do
  set -- "$@" "$PARTS/$number"
  number=$((number + 1))
done
exec "$MINGZHANG" merge "$@" --site "$SITE" --output "$OUTPUT" --today "$TODAY"
JOB
)
merge=${merge%%;*}
echo "生成：任务 $build，分 $SHARDS 份；合并：任务 $merge，写到 $OUTPUT；记录在 $PARTS/logs。"
