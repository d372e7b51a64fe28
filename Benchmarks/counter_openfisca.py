"""The bereavement rules in OpenFisca, generated from the same files, on the same people.

usage: counter_openfisca.py KNOWLEDGE PEOPLE STATES
Reads people (one JSON object to a line, everything known), computes every procedure, writes one line per person with 2 where
a procedure applies and 0 where it does not, and prints times. Lists (children, household) are turned into columns before
anything is timed, as the other side does.
"""

import glob
import json
import sys
import time

import numpy as np
import yaml
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

knowledge, people_path, states_path = sys.argv[1:]
facts = {fact["code"]: fact for fact in yaml.safe_load(open(f"{knowledge}/facts.yaml", encoding="utf-8"))}
procedures = []
for path in sorted(glob.glob(f"{knowledge}/procedures/*.yaml")):
    procedures.append(yaml.safe_load(open(path, encoding="utf-8")))
conditions = {procedure["id"]: procedure["when"] for procedure in procedures}
people = [json.loads(line) for line in open(people_path, encoding="utf-8")]
Person = build_entity(key="person", plural="persons", label="", is_person=True)
PERIOD = "2025-01"
columns = {}


def of_item(condition, item):
    if "all" in condition:
        return all(of_item(part, item) for part in condition["all"])
    value = item.get(condition["fact"])
    return value is not None and condition.get("from", value) <= value <= condition.get("to", value)


def leaf(condition):
    name = "exists_" + str(abs(hash(json.dumps(condition, sort_keys=True))))
    if name not in columns:
        columns[name] = np.array([any(of_item(condition["where"], item) for item in person.get(condition["exists"], [])) for person in people])
    return name


def kind(code):
    return facts[code].get("kind", "truth")


def formula(condition):
    """Python source over `v(name)`, the column of a variable."""
    if condition == "always":
        return "np.ones(size, dtype=bool)"
    if "all" in condition:
        return "(" + " & ".join(formula(part) for part in condition["all"]) + ")"
    if "any" in condition:
        return "(" + " | ".join(formula(part) for part in condition["any"]) + ")"
    if "not" in condition:
        return f"~{formula(condition['not'])}"
    if "exists" in condition:
        return f"v('{leaf(condition)}')"
    if "procedure" in condition:
        return f"v('{condition['procedure']}')"
    code = condition["fact"]
    if "is" in condition or "in" in condition:
        codes = [choice["code"] for choice in facts[code]["choices"]]
        wanted = condition["in"] if "in" in condition else [condition["is"]]
        return "(" + " | ".join(f"(v('{code}') == {codes.index(choice)})" for choice in wanted) + ")"
    if "exceeds" in condition:
        rule = condition["exceeds"]
        return f"(v('{code}') > {rule['base']} + {rule['each']} * v('{rule['of']}'))"
    if "from" in condition or "to" in condition:
        parts = [f"(v('{code}') >= {condition['from']})"] if "from" in condition else []
        parts += [f"(v('{code}') <= {condition['to']})"] if "to" in condition else []
        return "(" + " & ".join(parts) + ")"
    return f"v('{code}')"


def variable(name, value_type, source=None):
    members = {"value_type": value_type, "entity": Person, "definition_period": DateUnit.MONTH}
    if source:
        scope = {"np": np}
        exec(f"def formula(person, period):\n    v = lambda name: person(name, period)\n    size = person.count\n    return {source}\n", scope)
        members["formula"] = scope["formula"]
    return type(name, (Variable,), members)


system = TaxBenefitSystem([Person])
told = {code: np.array([person.get(code) is True for person in people]) for code in facts if kind(code) == "truth"}
has = {code: np.array([code in person for person in people]) for code in facts if kind(code) == "truth"}
for code, fact in facts.items():
    if kind(code) == "truth":
        sources = []
        if "defined" in fact:
            sources.append(
                formula(fact["defined"]) if "known" not in fact["defined"] else f"v('known_{fact['defined']['known']}')")
            if "known" in fact["defined"]:
                columns[f"known_{fact['defined']['known']}"] = np.array([fact["defined"]["known"] in person for person in people])
        if "implied_by" in fact:
            sources.append(formula(fact["implied_by"]))
        if sources or "ruled_out_by" in fact:
            columns[f"told_{code}"], columns[f"has_{code}"] = told[code], has[code]
            follows = " | ".join(sources) if sources else "np.zeros(size, dtype=bool)"
            system.add_variable(variable(code, bool, f"v('told_{code}') | (~v('has_{code}') & ({follows}))"))
        else:
            columns[code] = told[code]
    elif kind(code) == "choice":
        codes = [choice["code"] for choice in fact["choices"]]
        columns[code] = np.array([codes.index(person[code]) for person in people])
    elif kind(code) == "number":
        if "count" in fact.get("defined", {}):
            rule = fact["defined"]
            columns[code] = np.array([sum(of_item(rule["where"], item) for item in person.get(rule["count"], [])) for person in people])
        else:
            # Who has none of it (a child's spouse) passes no test of it.
            columns[code] = np.array([person.get(code, -1) for person in people])
for procedure, condition in conditions.items():
    system.add_variable(variable(procedure, bool, formula(condition)))
for name, column in columns.items():
    if name not in system.variables:
        system.add_variable(variable(name, bool if column.dtype == bool else int))


def simulation(start, stop):
    built = SimulationBuilder().build_default_simulation(system, stop - start)
    for name, column in columns.items():
        built.set_input(name, PERIOD, column[start:stop])
    return built


def calculate(built):
    return [built.calculate(procedure, PERIOD) for procedure in conditions]


batch = []
for _ in range(5):
    built = simulation(0, len(people))
    begin = time.perf_counter()
    results = calculate(built)
    batch.append(time.perf_counter() - begin)
single = []
for person in range(200):
    begin = time.perf_counter()
    calculate(simulation(person, person + 1))
    single.append(time.perf_counter() - begin)
with open(states_path, "wb") as file:
    matrix = np.full((len(people), len(conditions) + 1), ord("\n"), dtype=np.uint8)
    for column, result in enumerate(results):
        matrix[:, column] = np.where(result, ord("2"), ord("0"))
    file.write(matrix.tobytes())
single.sort()
print(json.dumps({"people": len(people), "batchMicroseconds": round(min(batch) * 1e6), "singleMedian": round(single[100] * 1e6), "single99": round(single[198] * 1e6)}))
