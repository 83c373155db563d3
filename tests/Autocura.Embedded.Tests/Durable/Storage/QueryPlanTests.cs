using Autocura.Embedded.Durable.Storage;
using Microsoft.Data.Sqlite;

namespace Autocura.Embedded.Tests.Durable.Storage;

/// <summary>No statement may read what grows with the instances that have ended or that only wait.</summary>
public sealed class QueryPlanTests : IDisposable
{
    /// <summary>Indices that hold only what is to be done, or that a statement reads from the front up to its limit.</summary>
    private static readonly string[] MayBeScanned = ["timers_by_due", "instances_new", "inbox_by_instance", "TABLE activities"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-plans-");
    private readonly Database database;
    private readonly SqliteConnection connection;

    public QueryPlanTests()
    {
        var path = Path.Combine(folder.FullName, "durable.db");
        database = Database.Open(path);
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
    }

    [Fact]
    public void Every_statement_finds_its_rows_by_an_index()
    {
        var plans = database.Writer.Statements.Select(statement => (statement.Sql, Scans: Scans(statement.Sql))).ToList();

        plans.Count.ShouldBeGreaterThan(30);
        plans.Where(plan => plan.Scans.Count > 0).ShouldBeEmpty();
    }

    [Fact]
    public void A_statement_that_reads_a_whole_table_is_found() =>
        Scans("SELECT instance_id FROM instances WHERE name = ?1").ShouldHaveSingleItem();

    [Fact]
    public void A_statement_that_reads_a_whole_index_is_found() =>
        Scans("SELECT count(*) FROM instances WHERE created_at > 0 OR status = ?1 ORDER BY created_at, instance_id").ShouldHaveSingleItem();

    public void Dispose()
    {
        connection.Dispose();
        database.Dispose();
        folder.Delete(recursive: true);
    }

    private List<string> Scans(string sql)
    {
        if (sql is "BEGIN IMMEDIATE" or "COMMIT" or "ROLLBACK" || sql.Contains("request", StringComparison.Ordinal)) return [];
        using var plan = new Statement(connection, $"EXPLAIN QUERY PLAN {sql}");
        return [.. plan.Query(row => row.Text(3)).Where(step => step.StartsWith("SCAN", StringComparison.Ordinal) && !MayBeScanned.Any(step.Contains))];
    }
}
