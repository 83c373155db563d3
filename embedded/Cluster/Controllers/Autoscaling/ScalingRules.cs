using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Autoscaling;

/// <summary>A limit of the change within a period.</summary>
internal readonly record struct ScalingPolicy(bool IsPercent, int Value, TimeSpan Period);

/// <summary>How fast an autoscaler may scale in one direction, with the defaults of the API.</summary>
internal sealed record ScalingRules(TimeSpan Window, string Select, IReadOnlyList<ScalingPolicy> Policies)
{
    private static readonly TimeSpan DefaultDownWindow = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DefaultPeriod = TimeSpan.FromSeconds(15);

    /// <summary>The window in which, without any behaviour stated, the highest recommendation counts.</summary>
    public static TimeSpan DownWindow => DefaultDownWindow;

    public static ScalingRules Up(JsonObject autoscaler) =>
        Read(autoscaler.At("spec", "behavior", "scaleUp"), new(TimeSpan.Zero, "Max", [new(false, 4, DefaultPeriod), new(true, 100, DefaultPeriod)]));

    public static ScalingRules Down(JsonObject autoscaler) =>
        Read(autoscaler.At("spec", "behavior", "scaleDown"), new(DefaultDownWindow, "Max", [new(true, 100, DefaultPeriod)]));

    /// <summary>The most replicas there may be now, given what each policy's period began with.</summary>
    public int UpLimit(int current, Func<TimeSpan, int> at)
    {
        if (Select == "Disabled")
        {
            return current;
        }

        var limits = Policies.Select(policy => policy.IsPercent
            ? (int)Math.Ceiling(at(policy.Period) * (1 + (policy.Value / 100.0)))
            : at(policy.Period) + policy.Value);
        return Math.Max(current, Select == "Min" ? limits.Min() : limits.Max());
    }

    /// <summary>The fewest replicas there may be now.</summary>
    public int DownLimit(int current, Func<TimeSpan, int> at)
    {
        if (Select == "Disabled")
        {
            return current;
        }

        var limits = Policies.Select(policy => policy.IsPercent
            ? (int)(at(policy.Period) * (1 - (policy.Value / 100.0)))
            : at(policy.Period) - policy.Value);
        return Math.Min(current, Select == "Min" ? limits.Max() : limits.Min());
    }

    private static ScalingRules Read(JsonNode? rules, ScalingRules orElse) => rules is null ? orElse : new(
        rules.Whole("stabilizationWindowSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : orElse.Window,
        rules.Text("selectPolicy") ?? orElse.Select,
        rules.Objects("policies").Any() ? [.. rules.Objects("policies").Select(Policy)] : orElse.Policies);

    private static ScalingPolicy Policy(JsonObject policy) =>
        new(policy.Text("type") == "Percent", policy.Count("value"), TimeSpan.FromSeconds(policy.Count("periodSeconds")));
}
