namespace Autocura.Policies.Healing;

/// <summary>One metric with its limit.</summary>
public sealed record MetricSpec
{
    public string Name { get; init; } = "";

    /// <summary>Resource or Custom.</summary>
    public string Type { get; init; } = "";

    public ResourceSpec? Resource { get; init; }

    public CustomSpec? Custom { get; init; }
}

public sealed record ResourceSpec
{
    /// <summary>cpu or memory.</summary>
    public string Name { get; init; } = "";

    public ResourceTarget Target { get; init; } = new();
}

public sealed record ResourceTarget
{
    /// <summary>Utilization or Value.</summary>
    public string Type { get; init; } = "Utilization";

    /// <summary>Percent of the requests.</summary>
    public int? AverageUtilization { get; init; }

    /// <summary>A quantity: "500m", "512Mi".</summary>
    public string? AverageValue { get; init; }
}

public sealed record CustomSpec
{
    public string MetricName { get; init; } = "";

    public double Threshold { get; init; }

    public Comparison ComparisonOperator { get; init; }

    public Aggregation Aggregation { get; init; }

    public int DurationSeconds { get; init; } = 60;
}
