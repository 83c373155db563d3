using Autocura.Incidents;
using Microsoft.AspNetCore.Http;

namespace Autocura.Triggers;

/// <summary>Which incidents a list asks for. <paramref name="Root"/> is an instance id: that incident, and all that wait for it or closed with it. <paramref name="OnlyOpen"/>: what has ended is not even asked for.</summary>
internal sealed record IncidentFilter(IncidentPhase? Phase, string? Namespace, string? Root, int Limit, bool OnlyOpen = false)
{
    private const int DefaultLimit = 100;
    private const int MostLimit = 500;

    /// <exception cref="FormatException">A parameter makes no sense; the message says which.</exception>
    public static IncidentFilter Read(IQueryCollection query) => new(PhaseOf(query["phase"]), TextOf(query["namespace"]), TextOf(query["root"]), LimitOf(query["limit"]), OpenOf(query["open"]));

    public bool Matches(IncidentSummary incident) =>
        (Phase is null || incident.Phase == Phase)
        && (Namespace is null || incident.Workload.Namespace == Namespace)
        && (Root is null || incident.Id == Root || incident.Root?.InstanceId == Root);

    private static IncidentPhase? PhaseOf(string? text) => TextOf(text) switch
    {
        null => null,
        { } name when Enum.TryParse<IncidentPhase>(name, ignoreCase: true, out var phase) && Enum.IsDefined(phase) && !char.IsAsciiDigit(name[0]) => phase,
        var other => throw new FormatException($"'phase' is '{other}'; it can be {string.Join(", ", Enum.GetNames<IncidentPhase>())}."),
    };

    private static int LimitOf(string? text) => TextOf(text) switch
    {
        null => DefaultLimit,
        { } number when int.TryParse(number, out var limit) && limit is >= 1 and <= MostLimit => limit,
        var other => throw new FormatException($"'limit' is '{other}'; it can be 1 to {MostLimit}."),
    };

    private static bool OpenOf(string? text) => TextOf(text) switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw new FormatException($"'open' is '{other}'; it can be true or false."),
    };

    private static string? TextOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
