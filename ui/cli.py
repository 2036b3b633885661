"""The command `wenbao`: one verb a function, one line on errors, heavy libraries only where a verb needs them."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from index.errors import WenbaoError
from ui.batch import answered, question_rows, worded
from ui.settings import STRICTNESS, Settings, load


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wenbao", prog_name="wenbao", message="%(prog)s %(version)s", help="显示版本。")
@click.option("--archive", metavar="目录", help="档案所在的文件夹，默认 ./archive。")
@click.option("--embedder", metavar="模型", help="sentence-transformers 模型的文件夹或名字，默认用自带的。")
@click.option(
    "--reader", metavar="模型", help="问答模型（AutoModelForQuestionAnswering）的文件夹或名字，默认用自带的。"
)
@click.option("--ranker", metavar="模型", help="交叉编码器的文件夹或名字，把找到的段落重排，默认不用。")
@click.option(
    "--writer",
    metavar="模型",
    help="把答案写成话的语言模型：文件夹、名字或服务器地址（http://…#模型名），默认只引原文。",
)
@click.option("--words", metavar="文件", help="用户词典 words.txt，一行一词。")
@click.option("--refusal", type=click.Choice(list(STRICTNESS)), help="多有把握才回答，默认 normal。")
@click.pass_context
def wenbao(context: click.Context, /, **flags: Any) -> None:
    """问报：用大白话问报纸的档案，答案一字不改，出处一点就到。"""
    context.obj = load(Path.cwd(), os.environ, flags)


@wenbao.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[路径]...")
@click.option("--reembed", is_flag=True, help="先用现在的模型把已有的馆藏重算一遍（换了 --embedder 以后）。")
@click.option("--json", "as_json", is_flag=True, help="结果用 JSON 给出。")
@click.pass_obj
def update(settings: Settings, paths: tuple[Path, ...], reembed: bool, as_json: bool) -> None:
    """收进版面文件（.txt .md）、文件夹，或已切好的文章（.jsonl .gz .xz）；不给路径就只修复索引。"""
    from ui.updating import show_reembed, show_update, update_row

    if reembed:
        show_reembed(settings)
    report = show_update(settings, paths, quiet=as_json)
    if as_json:
        click.echo(json.dumps(update_row(report), ensure_ascii=False))


@wenbao.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@click.option("--json", "as_json", is_flag=True, help="结果用 JSON 给出。")
def pages(file: Path, as_json: bool) -> None:
    """看一个版面文件是怎样切成文章的，连同不属于任何文章的部分。"""
    from index.articles import cut
    from index.pages import read_page, read_sidecar
    from ui.terminal import cut_row, show_cut

    found = cut(read_page(file, sidecar=read_sidecar(file.parent)))
    if as_json:
        click.echo(json.dumps(cut_row(found), ensure_ascii=False))
    else:
        show_cut(found)


@wenbao.command()
@click.option("--json", "as_json", is_flag=True, help="一行一个 JSON 对象。")
@click.pass_obj
def articles(settings: Settings, as_json: bool) -> None:
    """列出馆藏的每一篇文章。"""
    from ui.contract import article_row
    from ui.terminal import show_article
    from ui.wiring import articles_in

    for article, page in articles_in(settings):
        if as_json:
            click.echo(json.dumps(article_row(article, page), ensure_ascii=False))
        else:
            show_article(article, page)


@wenbao.command()
@click.argument("question", required=False, metavar="问题")
@click.option(
    "--batch", type=click.Path(path_type=Path), metavar="文件", help="逐行读取 id、question、history，逐行给出 JSON。"
)
@click.option("--json", "as_json", is_flag=True, help="结果用 JSON 给出。")
@click.option("--explain", is_flag=True, help="说明怎样读懂问题、怎样找到出处。")
@click.option("--anytime", is_flag=True, help="不按问题里的时间限定报道的日期。")
@click.pass_obj
def ask(
    settings: Settings, question: str | None, batch: Path | None, as_json: bool, explain: bool, anytime: bool
) -> None:
    """问一个问题，或用 --batch 问一个文件里的许多问题。"""
    from ui.contract import answer_row
    from ui.terminal import show_answer
    from ui.wiring import open_desk

    if (question is None) == (batch is None):
        raise click.UsageError("请给一个问题，或用 --batch 给一个文件，两者取一")
    if batch is None:
        desk = open_desk(settings)
        answer = worded(desk, desk.ask(question or "", anytime=anytime))
        if as_json:
            click.echo(json.dumps(answer_row(answer, explain=explain), ensure_ascii=False))
        else:
            show_answer(answer, explain=explain, held=desk.held() if answer.why == "unheld" else "")
        return
    rows = list(question_rows(batch))
    desk = open_desk(settings)
    for row in rows:
        click.echo(json.dumps(answer_row(answered(desk, row), row["id"], explain=explain), ensure_ascii=False))


@wenbao.command()
@click.option("--json", "as_json", is_flag=True, help="结果用 JSON 给出。")
@click.pass_obj
def names(settings: Settings, as_json: bool) -> None:
    """列出从馆藏里学到的简称；要改就写在档案目录的 names.txt 里。"""
    from ui.naming import names_rows, show_names

    rows = names_rows(settings)
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        show_names(settings, rows)


@wenbao.command(name="eval")
@click.argument("questions", type=click.Path(path_type=Path), metavar="问题.jsonl")
@click.option("--json", "as_json", is_flag=True, help="结果用 JSON 给出。")
@click.pass_obj
def evaluate(settings: Settings, questions: Path, as_json: bool) -> None:
    """用已知答案的问题量一量答得怎样。"""
    from qa.metrics import figures
    from ui.contract import answer_row
    from ui.terminal import show_figures
    from ui.wiring import open_desk

    rows = list(question_rows(questions, judged=True))
    desk = open_desk(settings)
    answers = {row["id"]: answer_row(answered(desk, row)) for row in rows}
    found = figures(rows, answers)
    if as_json:
        click.echo(
            json.dumps(
                {name: {"percent": share, "of": count} for name, (share, count) in found.items()}, ensure_ascii=False
            )
        )
    else:
        show_figures(found)


@wenbao.command()
@click.option("--host", help="监听的地址，默认 127.0.0.1。")
@click.option("--port", type=int, help="监听的端口，默认 7860。")
@click.option(
    "--if-empty", "first", type=click.Path(path_type=Path), metavar="路径", help="还没有档案时先收进这里的版面。"
)
@click.pass_obj
def serve(settings: Settings, host: str | None, port: int | None, first: Path | None) -> None:
    """在浏览器里问：打开网页服务。"""
    from dataclasses import replace

    settings = replace(settings, host=host or settings.host, port=settings.port if port is None else port)
    if first is not None:
        from ui.updating import show_update
        from ui.wiring import holds_pages

        if not holds_pages(settings):
            show_update(settings, [first], quiet=False)
    from ui.examples import examples
    from ui.serve import serve as run
    from ui.wiring import open_desk

    desk = open_desk(settings)
    run(desk, host=settings.host, port=settings.port, examples=examples(desk))


@wenbao.command()
@click.option("--json", "as_json", is_flag=True, help="结果用 JSON 给出。")
@click.pass_obj
def doctor(settings: Settings, as_json: bool) -> None:
    """检查安装、模型和档案，说出哪里不对、该输入什么。"""
    from ui.doctor import examine
    from ui.terminal import show_findings

    findings = list(examine(settings))
    if as_json:
        click.echo(json.dumps([{"what": f.what, "good": f.good, "says": f.says} for f in findings], ensure_ascii=False))
    else:
        show_findings(findings)
    if not all(finding.good for finding in findings):
        raise SystemExit(2)


def main() -> None:
    """Run the command line: errors are one line on standard error and exit status 2."""
    try:
        result = wenbao.main(standalone_mode=False)
        sys.exit(result if isinstance(result, int) else 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(0)
    except click.ClickException as error:
        fail(f"{error.format_message()}（wenbao --help 看用法）")
    except WenbaoError as error:
        fail(str(error))
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        fail(f"{error.filename or '文件'}：{error.strerror or error}。请检查路径、权限和磁盘。")


def fail(line: str) -> None:
    """Print one line on standard error and end with status 2."""
    click.echo("wenbao: " + " ".join(line.split()), err=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
