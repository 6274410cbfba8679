"""A second evaluator of rules, as plain as it can be, which the program's own must agree with.

It reads a rule as it stands in its YAML and a case as plain dicts; it compiles nothing, keeps
nothing, and always finds the places of all values. From the program come what documents look like
(`FieldType`), what a text says (word stems, whether it has content), and the values of parameters.
"""
