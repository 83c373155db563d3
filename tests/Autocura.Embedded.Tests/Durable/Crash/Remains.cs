using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Autocura.Embedded.Tests.Durable.Crash;

/// <summary>Looks into a database file from outside, as someone would who does not trust the engine.</summary>
internal sealed partial class Remains : IDisposable
{
    private readonly SqliteConnection connection;

    public Remains(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
    }

    /// <summary>The results of activities that are on disk anywhere: whose end is recorded.</summary>
    public IReadOnlySet<string> Results() => Column("""
            SELECT payload FROM history WHERE payload IS NOT NULL UNION ALL SELECT payload FROM inbox WHERE payload IS NOT NULL
            UNION ALL SELECT output FROM instances WHERE output IS NOT NULL
            """)
        .SelectMany(text => Result().Matches(text).Select(match => match.Value)).ToHashSet();

    /// <summary>The results that a killed engine has left in its folder.</summary>
    public static IReadOnlySet<string> ResultsIn(string folder)
    {
        using var remains = new Remains(Path.Combine(folder, "durable.db"));
        return remains.Results();
    }

    /// <summary>How each instance ended, without what may differ from run to run.</summary>
    public IReadOnlyList<string> Outcomes() => [.. Column("""
        SELECT instance_id || ' ' || name || ' ' || status || ' ' || coalesce(output, '') || coalesce(json_extract(failure, '$.ErrorMessage'), '')
        FROM instances ORDER BY instance_id
        """).Select(text => Varying().Replace(text, ""))];

    /// <summary>What an engine that has nothing to do must not have: a damaged file, work left over, a call with two results, a parcel delivered twice.</summary>
    public IReadOnlyList<string> Faults() => Column("""
        SELECT 'activity ' || instance_id FROM activities
        UNION ALL SELECT 'timer ' || instance_id FROM timers
        UNION ALL SELECT 'message ' || instance_id FROM inbox
        UNION ALL SELECT 'history of nobody ' || instance_id FROM history WHERE instance_id NOT IN (SELECT instance_id FROM instances)
        UNION ALL SELECT 'second result of ' || instance_id || ' ' || task_id FROM history WHERE kind IN (3, 4, 6, 8, 9) GROUP BY instance_id, task_id HAVING count(*) > 1
        UNION ALL SELECT 'second delivery to ' || instance_id || ' ' || payload FROM history WHERE kind = 10 GROUP BY instance_id, payload HAVING count(*) > 1
        UNION ALL SELECT 'second end of ' || instance_id FROM history WHERE kind IN (15, 16) GROUP BY instance_id HAVING count(*) > 1
        UNION ALL SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'
        """);

    /// <summary>Rows in all tables together.</summary>
    public int Rows() => Column("""
        SELECT 1 FROM instances UNION ALL SELECT 1 FROM history UNION ALL SELECT 1 FROM inbox UNION ALL SELECT 1 FROM activities UNION ALL SELECT 1 FROM timers
        """).Count;

    public void Dispose() => connection.Dispose();

    private List<string> Column(string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements above
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }

    [GeneratedRegex("[^\"\\s,()]+#[0-9]+")]
    private static partial Regex Result();

    [GeneratedRegex("#[0-9]+|@[0-9]+|[0-9a-f]{32}")]
    private static partial Regex Varying();
}
