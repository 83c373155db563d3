using Microsoft.Data.Sqlite;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>One SQL statement, compiled once and run many times on its connection. Parameters are ?1, ?2 and so on.</summary>
#pragma warning disable CA1001 // a connection that is disposed disposes of its commands
internal sealed class Statement
#pragma warning restore CA1001
{
    private readonly SqliteCommand command;

    public Statement(SqliteConnection connection, string sql)
    {
        command = connection.CreateCommand();
#pragma warning disable CA2100 // every statement is a constant of this folder; values go in as parameters
        command.CommandText = sql;
#pragma warning restore CA2100
    }

    public int Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteNonQuery();
    }

    public List<T> Query<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    public T? First<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var reader = command.ExecuteReader();
        return reader.Read() ? read(reader) : default;
    }

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = command.Parameters.Count; i < values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i + 1}" });
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = Stored(values[i]);
    }

    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset time => time.UtcTicks,
        Enum number => Convert.ToInt64(number),
        _ => value,
    };
}

/// <summary>Reads columns back as the types that were stored.</summary>
internal static class Columns
{
    public static string? Text(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset Time(this SqliteDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);

    public static DateTimeOffset? TimeOrNone(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);
}
