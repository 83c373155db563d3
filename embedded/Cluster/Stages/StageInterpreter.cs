using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>The stage that is next for a container, and when it is due.</summary>
internal sealed record StageMove(Stage Stage, DateTimeOffset Due);

/// <summary>
/// Decides what happens next to a container and carries it out on its status and on what the node remembers. Knows nothing of pods and stores: of the
/// stages that match, the one due first is taken (the earlier in the catalogue, of two due together).
/// </summary>
internal sealed class StageInterpreter(IReadOnlyList<Stage> stages, Chance chance)
{
    public const string Phase = "phase";
    public const string Since = "since";

    public StageMove? Next(StageView view, string identity)
    {
        StageMove? next = null;
        var phase = view.Find("runtime.phase").Text() ?? "";
        foreach (var stage in stages)
        {
            if (stage.From.Contains(phase) && stage.When.All(condition => Holds(condition, view)))
            {
                var due = Due(stage, view, identity);
                if (next is null || due < next.Due)
                {
                    next = new StageMove(stage, due);
                }
            }
        }

        return next;
    }

    /// <summary>Changes the container status and the runtime as the stage says. Texts see the values as they were before.</summary>
    public static void Apply(StageMove move, StageView view, JsonObject status, JsonObject runtime)
    {
        var stage = move.Stage;
        var newStatus = view.Fill(stage.Status)!.AsObject();
        var newRuntime = view.Fill(stage.Runtime)!.AsObject();
        foreach (var counter in stage.Count)
        {
            var (target, name) = counter.Split('.') switch
            {
                ["status", var field] => (status, field),
                ["runtime", var field] => (runtime, field),
                _ => throw new InvalidOperationException($"Stage {stage.Name} counts \"{counter}\", which is neither a field of status nor of runtime."),
            };
            target[name] = target.Count(name) + 1;
        }

        Replace(status, newStatus);
        Replace(runtime, newRuntime);
        runtime[Phase] = stage.To;
        if (!stage.KeepSince)
        {
            runtime[Since] = view.Now.ToString("O", CultureInfo.InvariantCulture);
        }
    }

    private static void Replace(JsonObject target, JsonObject fields)
    {
        foreach (var (name, value) in fields)
        {
            target[name] = value?.DeepClone();
        }
    }

    private DateTimeOffset Due(Stage stage, StageView view, string identity)
    {
        var since = view.Instant(stage.Delay.Since ?? "runtime.since") ?? view.Now;
        var seconds = Seconds(stage, view);
        var longer = stage.Delay.Jitter == 0 ? 0 : stage.Delay.Jitter * chance.Draw($"{identity}/{stage.Name}");
        return since.AddSeconds(seconds * (1 + longer));
    }

    private static double Seconds(Stage stage, StageView view)
    {
        if (stage.Delay.BackOff is { } backOff)
        {
            return backOff.Seconds((int)(view.Number(backOff.Count) ?? 0));
        }

        return stage.Delay.Seconds switch
        {
            null => 0,
            JsonValue value when value.GetValueKind() == JsonValueKind.Number => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
            var path => view.Number(path.Text()!) ?? throw new InvalidOperationException($"Stage {stage.Name} waits for \"{path}\", which is not a number."),
        };
    }

    private static bool Holds(StageCondition condition, StageView view)
    {
        var value = view.Find(condition.Key);
        return (condition.Exists is not { } exists || exists == value is not null)
            && (condition.Equal is not { } equal || JsonNode.DeepEquals(equal, value))
            && (condition.AtLeast is not { } least || (view.Number(condition.Key) ?? 0) >= least)
            && (condition.AtMost is not { } most || (view.Number(condition.Key) ?? 0) <= most);
    }
}
