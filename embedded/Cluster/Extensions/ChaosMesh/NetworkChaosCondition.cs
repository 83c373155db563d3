using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Applications.Conditions;

namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>
/// NetworkChaos: packets on one way between two pods are late, lost or damaged. A request and its answer go both ways, so that one shaped way is felt
/// whoever calls; where both ways are shaped it is felt twice.
/// </summary>
internal sealed class NetworkChaosCondition(ObjectStore store) : IHopCondition
{
    // What a lost packet costs before it is sent again, how many packets a request takes, and how often TCP tries before the caller gives up.
    private const double ResendMs = 200;
    private const int Packets = 4;
    private const int Attempts = 4;
    private const double LongestWaitMs = 5_000;
    private const double MessageBytes = 20_000;

    private static readonly (string Unit, double BytesPerSecond)[] Rates =
        [("tbps", 1e12), ("gbps", 1e9), ("mbps", 1e6), ("kbps", 1e3), ("tbit", 1.25e11), ("gbit", 1.25e8), ("mbit", 1.25e5), ("kbit", 125), ("bps", 1), ("bit", 0.125)];

    public DateTimeOffset? NextChange => null;

    public HopConditions Of(Hop hop) => store.List(ChaosKind.Group, ChaosKind.Network.Plural)
        .Select(chaos => (Chaos: chaos, Ways: Ways(chaos, hop)))
        .Where(shaped => shaped.Ways > 0)
        .Aggregate(HopConditions.Clear, (sum, shaped) => sum.And(Shape(shaped.Chaos, shaped.Ways)));

    /// <summary>How many of the two ways between the pods are shaped.</summary>
    private static int Ways(JsonObject chaos, Hop hop)
    {
        var direction = chaos.Text("spec", "direction") ?? "to";
        var isTargeted = chaos.Child("spec", "target") is not null;
        return Count(hop.From, hop.To) + Count(hop.To, hop.From);

        // Packets of the source towards the target are shaped by "to", those of the target by "from".
        int Count(JsonObject? source, JsonObject? target) =>
            source is null || !chaos.IsIn(source) || (isTargeted && (target is null || !chaos.IsIn(target, ExperimentState.Target))) ? 0 : direction == "both" ? 2 : 1;
    }

    private static HopConditions Shape(JsonObject chaos, int ways) => chaos.Text("spec", "action") switch
    {
        "partition" => new() { Lost = 1 },
        "bandwidth" => new() { DelayMs = Math.Min(LongestWaitMs, 1000 * MessageBytes / BytesPerSecond(chaos.Text("spec", "bandwidth", "rate") ?? "")) },
        _ => Repeat(Netem(chaos), ways),
    };

    private static HopConditions Netem(JsonObject chaos) =>
        new HopConditions { DelayMs = GoDuration.TryParse(chaos.Text("spec", "delay", "latency"), out var late) ? late.TotalMilliseconds : 0 }
            .And(Loss(Share(chaos, "loss")))
            .And(Loss(Share(chaos, "corrupt")));

    private static HopConditions Repeat(HopConditions once, int ways) => Enumerable.Repeat(once, ways).Aggregate(HopConditions.Clear, (sum, next) => sum.And(next));

    // A damaged packet is thrown away by who receives it, so it is as good as lost; one that comes twice is thrown away once.
    private static HopConditions Loss(double share) => new()
    {
        Lost = 1 - Math.Pow(1 - Math.Pow(share, Attempts), Packets),
        DelayMs = share >= 1 ? 0 : Math.Min(LongestWaitMs, Packets * ResendMs * share / (1 - share)),
    };

    private static double Share(JsonObject chaos, string what) =>
        double.TryParse(chaos.Text("spec", what, what), CultureInfo.InvariantCulture, out var percent) ? Math.Clamp(percent / 100, 0, 1) : 0;

    private static double BytesPerSecond(string rate)
    {
        var unit = Rates.FirstOrDefault(known => rate.EndsWith(known.Unit, StringComparison.OrdinalIgnoreCase), (Unit: "", BytesPerSecond: 1.0));
        return Math.Max(1, (double)(Quantity.Parse(rate[..^unit.Unit.Length].Trim()) ?? 0) * unit.BytesPerSecond);
    }
}
