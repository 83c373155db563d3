using SQLitePCL;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>A value for a parameter of a statement: a text, a number, or nothing. Times are stored as UTC ticks.</summary>
internal readonly struct SqlValue
{
    private readonly string? text;
    private readonly long? number;

    private SqlValue(string? text) => this.text = text;

    private SqlValue(long? number) => this.number = number;

    public static implicit operator SqlValue(string? text) => new(text);

    public static implicit operator SqlValue(long number) => new(number);

    public static implicit operator SqlValue(long? number) => new(number);

    public static implicit operator SqlValue(DateTimeOffset time) => new(time.UtcTicks);

    public static implicit operator SqlValue(DateTimeOffset? time) => new(time?.UtcTicks);

    /// <summary>Hands the value to SQLite, which copies it, and returns SQLite's answer.</summary>
    public int Bind(sqlite3_stmt statement, int parameter) =>
        number is { } value ? raw.sqlite3_bind_int64(statement, parameter, value)
        : text is null ? raw.sqlite3_bind_null(statement, parameter)
        : raw.sqlite3_bind_text(statement, parameter, text);
}

/// <summary>The present row of a statement that is being read. It is good until the next one.</summary>
internal readonly struct Row(sqlite3_stmt statement)
{
    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public string? TextOrNone(int column) => IsNull(column) ? null : Text(column);

    public DateTimeOffset Time(int column) => new(Number(column), TimeSpan.Zero);

    public DateTimeOffset? TimeOrNone(int column) => IsNull(column) ? null : Time(column);
}
