using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>
/// Finds Services that were meant for the workload and lead to nobody: those that nearly select its pods, and those that others call by its name and that do not exist.
/// </summary>
internal static class StrayServiceReader
{
    private const int Most = 5;
    private const int MostDiffering = 5;

    public static Task<IReadOnlyList<StrayServiceView>> ReadAsync(Scene scene) => scene.PartAsync<IReadOnlyList<StrayServiceView>>(EvidencePart.Services, [], async () =>
    {
        var services = (await scene.HereAsync(Kinds.Service)).Select(NamedService.Of).ToList();
        var workloads = await scene.WorkloadsAsync();
        return [.. Missing(scene, services, workloads).Concat(await AstrayAsync(scene, services, workloads)).Take(Most)];
    });

    private static async Task<IReadOnlyList<StrayServiceView>> AstrayAsync(Scene scene, List<NamedService> services, IReadOnlyList<JsonObject> workloads)
    {
        var labels = workloads.Select(workload => workload.Map("spec", "template", "metadata", "labels")).ToList();
        var astray = services
            .Where(service => service.Selector.Count > 0 && !labels.Exists(service.Selects) && IsMeantFor(scene, service, labels))
            .OrderBy(service => service.Name, StringComparer.Ordinal)
            .Take(Most)
            .ToList();
        if (astray.Count == 0)
        {
            return [];
        }

        // Pods without a workload, or addresses written by hand, may stand behind it all the same.
        var names = string.Join(',', astray.Select(service => service.Name));
        var slices = await scene.ListAsync(Kinds.EndpointSlice, new ListQuery(scene.Namespace, $"{ServiceReader.ServiceLabel} in ({names})"));
        var answered = slices.Where(slice => slice.Items("endpoints").Any()).Select(slice => slice.Text("metadata", "labels", ServiceReader.ServiceLabel)).ToHashSet();
        return [.. astray
            .Where(service => !answered.Contains(service.Name))
            .Select(service => new StrayServiceView(service.Name, [.. Differing(scene, service).Take(MostDiffering)], Exists: true, service.ChangedAt, service.ChangedBy))];
    }

    /// <summary>By its name, or because it differs in one label alone and from no other workload in as few.</summary>
    private static bool IsMeantFor(Scene scene, NamedService service, List<IReadOnlyDictionary<string, string>> all)
    {
        var differing = Differences(service, scene.PodLabels);
        return HasName(scene, service.Name)
            || (differing == 1 && service.Selector.Count > 1 && all.TrueForAll(labels => Differences(service, labels) >= 1) && all.Count(labels => Differences(service, labels) == 1) == 1);
    }

    private static int Differences(NamedService service, IReadOnlyDictionary<string, string> labels) => service.Selector.Count(pair => labels.GetValueOrDefault(pair.Key) != pair.Value);

    // "details" for the workload details-v1, or for pods with app=details.
    private static bool HasName(Scene scene, string service) =>
        scene.Workload.Name == service || scene.Workload.Name.StartsWith($"{service}-") || scene.PodLabels.Values.Contains(service);

    private static IEnumerable<string> Differing(Scene scene, NamedService service) => service.Selector
        .Where(pair => scene.PodLabels.GetValueOrDefault(pair.Key) != pair.Value)
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}={pair.Value} (pods have {scene.PodLabels.GetValueOrDefault(pair.Key) ?? "none"})");

    private static IEnumerable<StrayServiceView> Missing(Scene scene, List<NamedService> services, IReadOnlyList<JsonObject> workloads)
    {
        var known = services.Select(service => service.Name).ToHashSet();
        return workloads
            .SelectMany(workload => TemplateAddresses.Of(workload), (workload, address) => (Caller: workload.Name(), address.Variable, Place: AddressBook.Place(address.Host, scene.Namespace)))
            .Where(call => call.Place is { } place && place.Namespace == scene.Namespace && !known.Contains(place.Name) && HasName(scene, place.Name))
            .GroupBy(call => call.Place!.Value.Name)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new StrayServiceView(group.Key, [.. group.Select(call => $"{call.Variable} of {call.Caller} names it").Distinct().Take(MostDiffering)], Exists: false, null, ""));
    }
}
