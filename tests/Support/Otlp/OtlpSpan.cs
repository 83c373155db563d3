namespace Autocura.Support.Otlp;

/// <summary>A span as a collector received it. Ids are in hexadecimal digits; a root has no parent.</summary>
public sealed record OtlpSpan
{
    public required string Source { get; init; }

    public required string Name { get; init; }

    public required string TraceId { get; init; }

    public required string SpanId { get; init; }

    public string ParentId { get; init; } = "";

    /// <summary>2 a server's, 3 a client's, 4 a producer's.</summary>
    public int Kind { get; init; }

    /// <summary>2 an error.</summary>
    public int Status { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>The traces that it points to.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    public string Attribute(string name) => Attributes.GetValueOrDefault(name, "");
}

/// <summary>A line of the log as a collector received it; without ids when it was written outside of any span.</summary>
public sealed record OtlpLine(string Source, string Body, string TraceId, string SpanId, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>9 information, 13 a warning, 17 an error.</summary>
    public int Severity { get; init; }
}
