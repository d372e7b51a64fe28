"""Writes dates.csv: last days of legal periods, found by walking day by day, with holidays from the package jpholiday.

It shares nothing with the program: no arithmetic of months, no formula for holidays. Run again with
    pip install jpholiday && python3 oracle.py > dates.csv
"""

import calendar
import csv
import datetime
import sys

import jpholiday

ANCHORS = """
2019-04-30 2019-05-01 2019-01-31 2018-12-31 2020-02-29 2020-02-28 2021-02-28 2023-11-30 2023-12-28 2023-12-29 2023-12-31
2024-01-01 2024-01-31 2024-02-28 2024-02-29 2024-03-01 2024-03-31 2024-04-30 2024-05-31 2024-08-31 2024-09-30 2024-10-31
2024-11-30 2024-12-15 2024-12-28 2024-12-31 2025-01-01 2025-01-30 2025-01-31 2025-02-28 2025-03-31 2025-04-19 2025-04-22
2025-04-30 2025-05-31 2025-06-03 2025-07-31 2025-08-31 2025-10-31 2025-11-15 2025-12-14 2025-12-31 2026-02-28 2026-04-22
2026-09-05 2027-02-28 2027-08-31 2028-02-29
""".split()
PERIODS = [
    ("7d", True, True), ("5d", False, True), ("10d", False, True), ("14d", False, True), ("15d", False, True), ("30d", False, True),
    ("2w", False, True), ("1m", False, True), ("2m", False, True), ("3m", False, True), ("4m", False, True), ("6m", False, False),
    ("10m", False, True), ("1y", False, False), ("2y", False, False), ("3y", False, False), ("5y", False, False), ("3m", True, True),
    ("2y", True, False),
]
DAY = datetime.timedelta(days=1)


def is_closed(day):
    return day.weekday() >= 5 or jpholiday.is_holiday(day) or (day.month, day.day) in {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}


def last_day(anchor, period, counts_first):
    amount, unit = int(period[:-1]), period[-1]
    start = anchor if counts_first else anchor + DAY
    if unit in "dw":
        left = amount * (7 if unit == "w" else 1)
        day = start
        while left > 1:
            day += DAY
            left -= 1
        return day
    months = amount * (12 if unit == "y" else 1)
    day = start
    passed = 0
    while True:
        day += DAY
        if day.day == 1:
            passed += 1
        if passed == months:
            length = calendar.monthrange(day.year, day.month)[1]
            if day.day == start.day:
                return day - DAY
            if start.day > length and day.day == length:
                return day


def main():
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["anchor", "period", "counting", "rolling", "nominal", "last"])
    for number, text in enumerate(ANCHORS):
        anchor = datetime.date.fromisoformat(text)
        for offset, (period, counts_first, rolls) in enumerate(PERIODS):
            if (number + offset) % 3:  # a third of all pairs, each anchor and each period among them
                continue
            nominal = last_day(anchor, period, counts_first)
            last = nominal
            while rolls and is_closed(last):
                last += DAY
            writer.writerow([text, period, "first_day" if counts_first else "next_day", "filing" if rolls else "never", nominal, last])


main()
