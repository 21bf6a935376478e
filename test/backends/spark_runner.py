"""Runs queries in a Spark of separate worker processes. Reads a JSON list of {statements, query} and writes a JSON list of
rows, every cell as text: what test/backends/spark.test.ts holds against the exact evaluator."""

import datetime
import decimal
import json
import sys
import tempfile

from pyspark.sql import SparkSession

jobs_path, results_path = sys.argv[1:3]
spark = (
    SparkSession.builder.master("local-cluster[2,1,1024]")
    .config("spark.sql.ansi.enabled", "true")
    .config("spark.sql.analyzer.maxIterations", "1000")
    # Else the optimiser infers constraints along the columns of every stage, which takes minutes.
    .config("spark.sql.constraintPropagation.enabled", "false")
    .config("spark.sql.warehouse.dir", tempfile.mkdtemp())
    .config("spark.sql.shuffle.partitions", "2")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.ui.enabled", "false")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")


def text(value):
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


results = []
with open(jobs_path, encoding="utf-8") as jobs:
    for number, job in enumerate(json.load(jobs)):
        table = f"takar_{number}"
        for statement in job["statements"]:
            # Spark has no temporary tables that rows can be inserted into.
            own = statement.replace("takar_data", table).replace("CREATE TEMPORARY TABLE", "CREATE TABLE")
            spark.sql(own + " USING parquet" if own.startswith("CREATE TABLE") else own)
        found = spark.sql(job["query"].replace("takar_data", table)).collect()
        results.append([{name: text(row[name]) for name in row.asDict()} for row in found])

with open(results_path, "w", encoding="utf-8") as out:
    json.dump(results, out)
spark.stop()
