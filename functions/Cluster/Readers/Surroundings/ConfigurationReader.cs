using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>
/// Tells which ConfigMaps, Secrets and keys that the pods use are there. Where Secrets may not be read, and the roles that come with the app do not let it, the
/// kubelet's own words tell of those that are missing.
/// </summary>
internal static class ConfigurationReader
{
    private const int Most = 20;
    private const int MostContents = 10;

    public static Task<IReadOnlyList<ConfigurationView>> ReadAsync(Scene scene) => scene.PartAsync<IReadOnlyList<ConfigurationView>>(EvidencePart.Configuration, [], async () =>
    {
        var uses = ConfigurationUses.Of(scene.Template).ToList();
        var maps = uses.Where(use => use.Kind == Kinds.ConfigMap).ToList();
        var secrets = uses.Where(use => use.Kind == Kinds.Secret).ToList();
        var views = await Task.WhenAll(OfMapsAsync(scene, maps), OfSecretsAsync(scene, secrets));
        return [.. views.SelectMany(view => view)
            .OrderBy(view => view is ({ Exists: true, KeyExists: true } or { IsOptional: true }) and { Unreadable: "" })
            .ThenBy(view => view.Kind, StringComparer.Ordinal)
            .ThenBy(view => view.Name, StringComparer.Ordinal)
            .ThenBy(view => view.Where, StringComparer.Ordinal)
            .Take(Most)];
    });

    private static async Task<IReadOnlyList<ConfigurationView>> OfMapsAsync(Scene scene, List<ConfigurationUse> uses)
    {
        if (uses.Count == 0)
        {
            return [];
        }

        var maps = await scene.MetadataAsync(Kinds.ConfigMap);
        var names = maps.Select(found => found.Name()).ToHashSet();
        var keys = await KeysAsync(scene, uses.Where(use => names.Contains(use.Name)));
        var unreadable = await ConfigurationFiles.UnreadableAsync(scene, maps.Where(map => uses.Exists(use => use.Name == map.Name())));
        return [.. uses.Select(use => View(use, names.Contains(use.Name), keys.GetValueOrDefault(use.Name)?.Contains(use.Key) ?? names.Contains(use.Name)) with { Unreadable = unreadable.GetValueOrDefault(use.Name, "") })];
    }

    private static async Task<IReadOnlyList<ConfigurationView>> OfSecretsAsync(Scene scene, List<ConfigurationUse> uses)
    {
        if (uses.Count == 0)
        {
            return [];
        }

        try
        {
            var names = (await scene.MetadataAsync(Kinds.Secret)).Select(found => found.Name()).ToHashSet();
            var keys = await KeysAsync(scene, uses.Where(use => names.Contains(use.Name)));
            return [.. uses.Select(use => View(use, names.Contains(use.Name), keys.GetValueOrDefault(use.Name)?.Contains(use.Key) ?? names.Contains(use.Name)))];
        }
        catch (ClusterException refused) when (refused.Status is System.Net.HttpStatusCode.Forbidden)
        {
            var words = (await KubeletWordsAsync(scene)).ToList();
            return [.. uses.Select(use => View(use, !words.Exists(text => SaysMissing(text, use)), !words.Exists(text => SaysMissing(text, use) || SaysKeyMissing(text, use))))];
        }
    }

    private static ConfigurationView View(ConfigurationUse use, bool exists, bool keyExists) => new()
    {
        Kind = use.Kind.Kind,
        Name = use.Name,
        Key = use.Key,
        Where = use.Where,
        Exists = exists,
        KeyExists = exists && keyExists,
        IsOptional = use.IsOptional,
    };

    // Only names of keys are kept, and only of objects of which a single key is used.
    private static async Task<Dictionary<string, HashSet<string>>> KeysAsync(Scene scene, IEnumerable<ConfigurationUse> uses)
    {
        var wanted = uses.Where(use => use.Key.Length > 0).Select(use => (use.Kind, use.Name)).Distinct().Take(MostContents);
        var read = await Task.WhenAll(wanted.Select(async one => (one.Name, Object: await scene.FindAsync(one.Kind.Ref(scene.Namespace, one.Name)))));
        return read.Where(one => one.Object is not null).ToDictionary(one => one.Name, one => Keys(one.Object!).Append("").ToHashSet());
    }

    private static IEnumerable<string> Keys(JsonObject source) => source.Map("data").Keys.Concat(source.Map("binaryData").Keys);

    private static async Task<IEnumerable<string>> KubeletWordsAsync(Scene scene)
    {
        var waiting = (await scene.PodsAsync())
            .SelectMany(pod => pod.Items("status", "containerStatuses").Concat(pod.Items("status", "initContainerStatuses")))
            .Select(status => status.Text("state", "waiting", "message") ?? "");
        var mounts = (await scene.WarningsAsync())
            .Where(happened => happened.Text("reason") is "FailedMount" or "Failed" && PodNames.IsOf(scene.Workload, happened.Text("involvedObject", "name") ?? ""))
            .Select(happened => happened.Text("message") ?? "");
        return waiting.Concat(mounts);
    }

    // "secret "x" not found", and with its namespace before it.
    private static bool SaysMissing(string text, ConfigurationUse use) =>
        text.Contains("not found") && (text.Contains($"{use.Kind.Kind.ToLowerInvariant()} \"{use.Name}\"") || text.Contains($"\"{use.Name}\" not found"));

    // "couldn't find key K in Secret ns/x"; "references non-existent secret key: K".
    private static bool SaysKeyMissing(string text, ConfigurationUse use) => use.Key.Length > 0
        && ((text.Contains($"couldn't find key {use.Key} in {use.Kind.Kind}") && text.Contains($"/{use.Name}"))
            || text.Contains($"references non-existent {use.Kind.Kind.ToLowerInvariant()} key: {use.Key}"));
}
