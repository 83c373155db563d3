namespace Azure.Monitor.Query;

/// <summary>The time a query looks at.</summary>
public readonly struct QueryTimeRange : IEquatable<QueryTimeRange>
{
    /// <summary>From one moment to another.</summary>
    public QueryTimeRange(DateTimeOffset start, DateTimeOffset end)
    {
        Start = start;
        End = end;
    }

    internal DateTimeOffset Start { get; }

    internal DateTimeOffset End { get; }

    /// <summary>Whether both are the same time.</summary>
    public bool Equals(QueryTimeRange other) => Start == other.Start && End == other.End;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is QueryTimeRange other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Start, End);

    /// <summary>Whether both are the same time.</summary>
    public static bool operator ==(QueryTimeRange left, QueryTimeRange right) => left.Equals(right);

    /// <summary>Whether both are different times.</summary>
    public static bool operator !=(QueryTimeRange left, QueryTimeRange right) => !left.Equals(right);

    /// <summary>As the service takes it: an ISO 8601 interval.</summary>
    internal string ToInterval() => $"{Start.UtcDateTime:O}/{End.UtcDateTime:O}";
}
