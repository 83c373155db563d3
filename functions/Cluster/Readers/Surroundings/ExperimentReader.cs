using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>Finds the chaos experiments (Chaos Mesh) that disturb the workload's pods, the nodes they run on, or the control plane; and those next to it.</summary>
internal static class ExperimentReader
{
    private const int Most = 10;
    private const int MostNearby = 5;
    private const int MostNamed = 5;

    private static readonly ExperimentsRead None = new([], []);

    private const string PauseAnnotation = "experiment.chaos-mesh.org/pause";

    private static readonly ResourceKind[] Experiments =
        [Kinds.PodChaos, Kinds.NetworkChaos, Kinds.StressChaos, Kinds.HttpChaos, Kinds.JvmChaos, Kinds.IoChaos, Kinds.DnsChaos, Kinds.TimeChaos];

    public static Task<ExperimentsRead> ReadAsync(Scene scene) => scene.PartAsync(EvidencePart.Experiments, None, async () =>
    {
        if (!await scene.ServesAsync(Kinds.ChaosGroup))
        {
            return None;
        }

        // An experiment may lie in any namespace, whatever it selects.
        var schedules = scene.ListAsync(Kinds.ChaosSchedule, scene.Everywhere);
        var lists = await Task.WhenAll(Experiments.Select(kind => scene.ListAsync(kind, scene.Everywhere)));
        var victims = new Victims(scene.Workload, scene.Template, await scene.PodsAsync());
        var running = lists.SelectMany(list => list).ToList();
        var nearby = running.Exists(IsRunning) ? await NearbyAsync(scene, running, victims) : [];
        var repeated = (await schedules).Select(schedule => OfSchedule(scene, schedule, running, victims));
        var single = running.Where(chaos => chaos.Controller().Text("kind") != Kinds.ChaosSchedule.Kind).Select(chaos => OfExperiment(scene, chaos, victims));
        return new ExperimentsRead(
            [.. repeated.Concat(single)
                .OfType<ExperimentView>()
                .OrderBy(view => view.Hits)
                .ThenByDescending(view => view.IsRunning)
                .ThenByDescending(view => view.Since)
                .Take(Most)],
            nearby);
    });

    /// <summary>Those that run and leave this workload alone, with whom they disturb in its namespace.</summary>
    private static async Task<IReadOnlyList<NearbyExperiment>> NearbyAsync(Scene scene, List<JsonObject> all, Victims own)
    {
        var others = (await scene.WorkloadsAsync())
            .Select(other => (Ref: scene.Workload with { Kind = other.Text("kind") ?? "", Name = other.Name() }, Template: other.At("spec", "template")))
            .Select(other => (other.Ref, Victims: new Victims(other.Ref, other.Template, [])))
            .ToList();
        return [.. all.Where(IsRunning)
            .Where(chaos => own.HitBy(chaos, chaos.At("spec")) is null)
            .Select(chaos => new NearbyExperiment(
                scene.Ref(chaos),
                Action(chaos.Text("kind") ?? "", chaos.At("spec")),
                chaos.CreatedAt(),
                [.. others.Where(other => other.Victims.HitBy(chaos, chaos.At("spec")) is ExperimentHit.Pods or ExperimentHit.OtherEnd).Select(other => other.Ref).Take(MostNamed)]))
            .Where(nearby => nearby.Workloads.Count > 0)
            .OrderByDescending(nearby => nearby.Since)
            .Take(MostNearby)];
    }

    private static ExperimentView? OfExperiment(Scene scene, JsonObject chaos, Victims victims)
    {
        var spec = chaos.At("spec");
        return victims.HitBy(chaos, spec) is not { } hit ? null : new ExperimentView
        {
            Ref = scene.Ref(chaos),
            Action = Action(chaos.Text("kind") ?? "", spec),
            Selects = ExperimentText.Selects(spec),
            IsRunning = IsRunning(chaos),
            Since = chaos.CreatedAt(),
            Hits = hit,
        };
    }

    /// <summary>What a Schedule starts again and again: the run it is in, or the Schedule itself between two. The trouble is as old as the Schedule.</summary>
    private static ExperimentView? OfSchedule(Scene scene, JsonObject schedule, List<JsonObject> all, Victims victims)
    {
        var type = schedule.Text("spec", "type") ?? "";
        var spec = schedule.At("spec") is JsonObject fields ? fields.FirstOrDefault(field => string.Equals(field.Key, type, StringComparison.OrdinalIgnoreCase)).Value : null;
        var run = all.Where(chaos => chaos.Controller().Text("uid") == schedule.Uid()).OrderByDescending(IsRunning).ThenByDescending(chaos => chaos.CreatedAt()).FirstOrDefault();
        return spec is null || victims.HitBy(run ?? schedule, spec) is not { } hit ? null : new ExperimentView
        {
            Ref = scene.Ref(run ?? schedule),
            Action = Action(type, spec),
            Selects = ExperimentText.Selects(spec),
            IsRunning = !IsPaused(schedule) && (run is null || IsRunning(run)),
            Since = schedule.CreatedAt(),
            Schedule = scene.Ref(schedule),
            Hits = hit,
        };
    }

    private static bool IsPaused(JsonObject chaos) => chaos.Text("metadata", "annotations", PauseAnnotation) == "true";

    private static bool IsRunning(JsonObject chaos) =>
        !IsPaused(chaos) && chaos.At("metadata", "deletionTimestamp") is null && chaos.Text("status", "experiment", "desiredPhase") != "Stop";

    private static string Action(string kind, JsonNode? spec)
    {
        var what = kind.Replace("Chaos", "").ToLowerInvariant();
        var action = spec.Text("action") ?? string.Join(" and ", (spec.At("stressors") as JsonObject ?? spec.At("abort") as JsonObject ?? []).Select(part => part.Key));
        return $"{what} {action}".Trim();
    }
}

/// <summary>Experiments that disturb the workload, and those that disturb others of its namespace.</summary>
internal sealed record ExperimentsRead(IReadOnlyList<ExperimentView> Own, IReadOnlyList<NearbyExperiment> Nearby);
