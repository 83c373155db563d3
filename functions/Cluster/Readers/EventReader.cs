using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>Reads Kubernetes Events: warnings about a workload and what it owns, and how many replicas it was last scaled down from.</summary>
internal static partial class EventReader
{
    private const int Most = 20;
    private const int LongestMessage = 300;

    public static IReadOnlyList<EventView> Warnings(IEnumerable<JsonObject> events, IReadOnlySet<string> about) =>
        [.. events
            .Where(happened => happened.Text("type") == "Warning" && about.Contains(About(happened)))
            .Select(happened => new EventView(
                happened.Text("reason") ?? "",
                LogRedactor.Redact(happened.Text("message") ?? "").Clip(LongestMessage),
                About(happened),
                happened.Int("series", "count") ?? happened.Int("count") ?? 1,
                LastAt(happened)))
            .OrderByDescending(view => view.LastAt)
            .ThenBy(view => view.About, StringComparer.Ordinal)
            .ThenBy(view => view.Message, StringComparer.Ordinal)
            .Take(Most)];

    /// <summary>The count that the newest "Scaled down ... from N to M" tells; null when there is none.</summary>
    public static int? ReplicasScaledDownFrom(IEnumerable<JsonObject> events, string about) => events
        .Where(happened => happened.Text("reason") == "ScalingReplicaSet" && About(happened) == about)
        .OrderByDescending(LastAt)
        .Select(happened => ScaledDown().Match(happened.Text("message") ?? ""))
        .Where(match => match.Success)
        .Select(match => (int?)int.Parse(match.Groups["from"].Value, CultureInfo.InvariantCulture))
        .FirstOrDefault();

    /// <summary>"Pod/cart-1": what an event is about.</summary>
    public static string About(string kind, string name) => $"{kind}/{name}";

    private static string About(JsonObject happened) =>
        About(happened.Text("involvedObject", "kind") ?? "", happened.Text("involvedObject", "name") ?? "");

    public static DateTimeOffset LastAt(JsonObject happened) =>
        happened.Time("series", "lastObservedTime") ?? happened.Time("lastTimestamp") ?? happened.Time("eventTime") ?? happened.CreatedAt();

    [GeneratedRegex(@"^Scaled down replica set \S+ from (?<from>\d{1,6}) to 0$", RegexOptions.None, 1000)]
    private static partial Regex ScaledDown();
}
