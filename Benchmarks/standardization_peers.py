"""What Polars, DuckDB and glibc's iconv need for the files of standardization_file.py: best of three, two threads.

usage: standardization_peers.py UTF8 CP932 [--plain CP932] [--only NAME]
Prints a line of JSON for each measurement: name, seconds, version. --plain is the same file without user-defined characters,
for iconv where it refuses them.

The eight rules, of which only the failures are counted:
  1 宛名番号 has 10 digits
  2 生年月日 has 8 digits, the month 01-12, the day 01-31
  3 性別 is one of 0, 1, 2, 9
  4 郵便番号 has 7 digits
  5 所得額 is an integer
  6 氏名 is not empty
  7 氏名カナ holds half-width kana and spaces only, and at least one
  8 異動日 is not after 届出日
"""

import argparse
import json
import os
import subprocess
import time

os.environ["POLARS_MAX_THREADS"] = "2"

import duckdb
import polars as pl

TEXT = {"infer_schema": False, "empty_string_is_null": False}


def fails(column, pattern):
    return ~pl.col(column).str.contains(pattern)


RULES = {
    "key": fails("宛名番号", "^[0-9]{10}$"),
    "birth": fails("生年月日", "^[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$"),
    "sex": ~pl.col("性別").is_in(["0", "1", "2", "9"]),
    "postal": fails("郵便番号", "^[0-9]{7}$"),
    "amount": pl.col("所得額").cast(pl.Int64, strict=False).is_null(),
    "name": pl.col("氏名") == "",
    "kana": fails("氏名カナ", "^[\uff61-\uff9f ]+$"),
    "order": pl.col("異動日") > pl.col("届出日"),
}


def polars_utf8(path):
    return {"rows": pl.read_csv(path, **TEXT).height}


def polars_cp932(path):
    return {"rows": pl.read_csv(path, encoding="cp932", **TEXT).height}


def polars_rules(path, engine):
    counts = pl.scan_csv(path, **TEXT).select(pl.len().alias("rows"), *(rule.sum().alias(name) for name, rule in RULES.items()))
    found = counts.collect(engine=engine).row(0, named=True)
    return {"rows": found.pop("rows"), "failures": found}


def duckdb_load(path):
    with duckdb.connect(config={"threads": 2}) as database:
        database.execute("CREATE TABLE register AS FROM read_csv(?, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')", [path])
        return {"rows": database.execute("SELECT count(*) FROM register").fetchone()[0]}


def iconv(path):
    with open(os.devnull, "wb") as nowhere:
        done = subprocess.run(["iconv", "-f", "CP932", "-t", "UTF-8", path], stdout=nowhere, stderr=subprocess.PIPE, text=True)
    return {"refused": done.stderr.strip().splitlines()[-1]} if done.returncode else {"bytes": os.path.getsize(path)}


def best(work, *arguments):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        result = work(*arguments)
        times.append(time.perf_counter() - start)
    return {"seconds": round(min(times), 3)} | result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("utf8")
    parser.add_argument("cp932")
    parser.add_argument("--plain")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    polars_version, duckdb_version = f"Polars {pl.__version__}", f"DuckDB {duckdb.__version__}"
    glibc = subprocess.run(["iconv", "--version"], capture_output=True, text=True).stdout.splitlines()[0]

    def measure(name, version, work, *arguments):
        if name.startswith(options.only):
            found = best(work, *arguments)
            if "refused" in found and options.plain:
                found = best(work, options.plain) | {"refused with user-defined characters": found["refused"]}
            print(json.dumps({"name": name, "version": version} | found, ensure_ascii=False), flush=True)

    measure("polars-read-cp932", polars_version, polars_cp932, options.cp932)
    measure("polars-read-utf8", polars_version, polars_utf8, options.utf8)
    measure("duckdb-load-utf8", duckdb_version, duckdb_load, options.utf8)
    measure("polars-rules", polars_version, polars_rules, options.utf8, "in-memory")
    measure("polars-rules-streaming", polars_version, polars_rules, options.utf8, "streaming")
    measure("iconv-cp932-utf8", glibc, iconv, options.cp932)


main()
