import Glibc
import Publishing
import Testing

struct ReleaseErrorTests {
  @Test(arguments: [
    (
      ReleaseError.foreignFiles(
        destination: "/srv/www", paths: ["a", "b", "c", "d", "e\n", "f", "g"], managed: false),
      """
      发布目标“/srv/www”不是空的，也没有明账的清单，里面有 7 个别的文件：a、b、c、d、e\\u{a} 等 7 个
      请移走这些文件，或把顶层名称列入保留名单。使用 --adopt 表示整个文件夹由明账接管：其中的文件会被新版本替换，\
      新版本没有的会被删除（保留名单除外）。原内容未动。
      """
    ),
    (
      .immovable(path: "/srv/www"),
      """
      发布目标“/srv/www”是挂载点或不能整体改名，无法一次性替换
      请发布到它的子文件夹（如“/srv/www/site”），再让网站根目录或符号链接指向那里；原内容未动。
      """
    ),
    (
      .busy(lock: "/srv/.www.mingzhang-lock", process: "77"),
      """
      另一次发布正在进行（进程 77），锁文件“/srv/.www.mingzhang-lock”
      请等它结束后再试。
      """
    ),
    (
      .system(action: "写入", path: "/srv/x", errno: ENOSPC),
      """
      写入“/srv/x”失败：磁盘空间已满
      请腾出空间后重试：发布期间新旧两个版本同时存在；原内容未动。
      """
    ),
    (
      .unsuitablePaths([PathProblem("a//b", "有一级名称是空的（多余的 /）"), PathProblem("..", "含有“..”")]),
      """
      有 2 个输出路径不能使用：“a//b”有一级名称是空的（多余的 /）；“..”含有“..”
      请改正部门、年度、附件等的名称；尚未写入任何文件。
      """
    ),
  ])
  func saysWhatWasFoundAndWhatToDo(error: ReleaseError, text: String) {
    #expect(error.description == text)
  }
}
