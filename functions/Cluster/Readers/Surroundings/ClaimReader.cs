using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>Reads the claims of the pods; of one that is not bound also why, and what stands in its way.</summary>
internal static class ClaimReader
{
    private const int Most = 10;
    private const int MostOrdinals = 10;
    private const int MostVolumes = 5;
    private const int LongestReason = 200;
    private const string DefaultClass = "storageclass.kubernetes.io/is-default-class";

    public static Task<IReadOnlyList<ClaimView>> ReadAsync(Scene scene) => scene.PartAsync<IReadOnlyList<ClaimView>>(EvidencePart.Storage, [], async () =>
    {
        var names = Names(scene.Found).Distinct().ToList();
        if (names.Count == 0)
        {
            return [];
        }

        var claims = (await scene.HereAsync(Kinds.PersistentVolumeClaim)).ToDictionary(claim => claim.Name());
        var storage = names.Exists(name => !IsBound(claims.GetValueOrDefault(name))) ? await StorageAsync(scene) : new Storage([], [], []);
        return [.. names.Select(name => View(name, claims.GetValueOrDefault(name), storage)).OrderBy(view => view.Phase == "Bound").ThenBy(view => view.Name, StringComparer.Ordinal).Take(Most)];
    });

    private static IEnumerable<string> Names(JsonObject? workload)
    {
        var mounted = workload.Items("spec", "template", "spec", "volumes").Select(volume => volume.Text("persistentVolumeClaim", "claimName")).OfType<string>();
        var made = from template in workload.Items("spec", "volumeClaimTemplates")
                   from ordinal in Enumerable.Range(workload.Int("spec", "ordinals", "start") ?? 0, Math.Min(MostOrdinals, workload.Int("spec", "replicas") ?? 1))
                   select $"{template.Name()}-{workload!.Name()}-{ordinal}";
        return mounted.Concat(made);
    }

    private static bool IsBound(JsonObject? claim) => claim.Text("status", "phase") == "Bound";

    // What is only asked for where a claim waits: volumes and classes belong to the whole cluster.
    private static async Task<Storage> StorageAsync(Scene scene)
    {
        var classes = scene.ListAsync(Kinds.StorageClass, new ListQuery());
        var volumes = scene.ListAsync(Kinds.PersistentVolume, new ListQuery());
        var events = scene.ListAsync(Kinds.Event, new ListQuery(scene.Namespace, FieldSelector: "involvedObject.kind=PersistentVolumeClaim"));
        await Task.WhenAll(classes, volumes, events);
        return new Storage(await classes, [.. (await volumes).Where(volume => volume.Text("status", "phase") == "Released")], await events);
    }

    private static ClaimView View(string name, JsonObject? claim, Storage storage)
    {
        if (claim is null)
        {
            return new ClaimView { Name = name };
        }

        var wanted = claim.Text("spec", "storageClassName");
        return new ClaimView
        {
            Name = name,
            Exists = true,
            Phase = claim.Text("status", "phase") ?? "Pending",
            StorageClass = wanted ?? storage.Default ?? "",
            StorageClassExists = IsBound(claim) || wanted is "" || storage.Has(wanted),
            Volume = claim.Text("spec", "volumeName") ?? "",
            Why = IsBound(claim) ? "" : LogRedactor.Redact(storage.Reason(name)).Clip(LongestReason),
            ReleasedVolumes = IsBound(claim) ? [] : [.. storage.Released.Where(volume => Fits(volume, claim)).OrderByDescending(volume => WasBoundTo(volume, claim)).Select(volume => volume.Name()).Take(MostVolumes)],
        };
    }

    private static bool WasBoundTo(JsonObject volume, JsonObject claim) =>
        volume.Text("spec", "claimRef", "name") == claim.Name() && volume.Text("spec", "claimRef", "namespace") == claim.Text("metadata", "namespace");

    private static bool Fits(JsonObject volume, JsonObject claim) =>
        (volume.Text("spec", "storageClassName") ?? "") == (claim.Text("spec", "storageClassName") ?? "")
        && claim.Texts("spec", "accessModes").All(volume.Texts("spec", "accessModes").Contains)
        && Quantity.Parse(volume.NumberOrText("spec", "capacity", "storage")) >= (Quantity.Parse(claim.NumberOrText("spec", "resources", "requests", "storage")) ?? 0);

    private sealed record Storage(IReadOnlyList<JsonObject> Classes, IReadOnlyList<JsonObject> Released, IReadOnlyList<JsonObject> Events)
    {
        public string? Default => Classes.FirstOrDefault(one => one.Text("metadata", "annotations", DefaultClass) == "true")?.Name();

        public bool Has(string? name) => name is null ? Default is not null : Classes.Any(one => one.Name() == name);

        public string Reason(string claim) => Events
            .Where(happened => happened.Text("involvedObject", "name") == claim)
            .OrderByDescending(EventReader.LastAt)
            .Select(happened => happened.Text("message"))
            .FirstOrDefault() ?? "";
    }
}
