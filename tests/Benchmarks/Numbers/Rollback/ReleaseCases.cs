using System.Text.Json;

namespace Autocura.Benchmarks.Numbers.Rollback;

/// <summary>Reads the cases of a folder: <c>cases.jsonl</c> (arms <c>baseline</c> and <c>canary</c>, null for what is missing) and <c>labels.json</c>.</summary>
internal static class ReleaseCases
{
    public static IReadOnlyList<ReleaseCase> Read(string folder)
    {
        using var labels = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "labels.json")));
        var byId = labels.RootElement.EnumerateArray().ToDictionary(
            label => label.GetProperty("id").GetString()!,
            label => (IsBad: label.GetProperty("degraded").GetBoolean(), IsHard: label.GetProperty("hard").GetBoolean(), Category: label.GetProperty("category").GetString()!));
        return [.. File.ReadLines(Path.Combine(folder, "cases.jsonl")).Where(line => line.Length > 0).Select(line =>
        {
            using var one = JsonDocument.Parse(line);
            var id = one.RootElement.GetProperty("id").GetString()!;
            return new ReleaseCase(id, Arm(one.RootElement, "canary"), Arm(one.RootElement, "baseline"), byId[id].IsBad, byId[id].IsHard)
            {
                Category = byId[id].Category,
                IsBeside = one.RootElement.GetProperty("baseline_kind").GetString() == "concurrent",
            };
        })];
    }

    private static Arm Arm(JsonElement root, string name) => new(Values(root, name, "requests"), Values(root, name, "error_rate"), Values(root, name, "latency_p95"));

    private static double[] Values(JsonElement root, string arm, string metric) =>
        [.. root.GetProperty(arm).GetProperty(metric).EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];
}
