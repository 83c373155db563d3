using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>How many of the selected pods an experiment takes, and (by seeded chance) which.</summary>
internal static class TargetMode
{
    public static IReadOnlyList<JsonObject> Choose(IReadOnlyList<JsonObject> pods, JsonObject chosenBy, Chance chance, string purpose)
    {
        var value = double.TryParse(chosenBy.Text("value"), CultureInfo.InvariantCulture, out var number) ? number : 0;
        var count = chosenBy.Text("mode") switch
        {
            "one" => 1,
            "fixed" => (int)value,
            "fixed-percent" => Share(pods.Count, value),
            "random-max-percent" => Share(pods.Count, value * chance.Draw($"{purpose}/share")),
            _ => pods.Count,
        };
        return count >= pods.Count ? pods : [.. pods.OrderBy(pod => chance.Draw($"{purpose}/{pod.Uid()}")).Take(count).OrderBy(pod => pod.Name(), StringComparer.Ordinal)];
    }

    private static int Share(int count, double percent) => (int)Math.Floor(count * Math.Clamp(percent, 0, 100) / 100);
}
