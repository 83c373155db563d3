using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>One step of one experiment: what it aims at, whom it has chosen, who is injected; written as its status in the end.</summary>
internal sealed class ExperimentUpdate(ClusterClient client, ChaosKind kind, JsonObject chaos)
{
    private readonly JsonObject status = chaos.Child("status")?.Copy() ?? [];

    /// <summary>Whether pods have been chosen.</summary>
    public bool HasChosen => status.Objects("experiment", "containerRecords").Any();

    private bool Runs => status.Text("experiment", "desiredPhase") == "Run";

    /// <summary>Decides whether it shall run or stop.</summary>
    public void Aim()
    {
        var isOver = !chaos.IsOneShot() && chaos.Ends() <= client.Now;
        var stops = chaos.IsDeleting() || isOver || (chaos.IsPaused() && !chaos.IsOneShot());
        var before = status.Text("experiment", "desiredPhase");
        status.Ensure("experiment")["desiredPhase"] = stops ? "Stop" : "Run";
        if (before != (stops ? "Stop" : "Run"))
        {
            client.Record(chaos, !stops ? "Started" : chaos.IsDeleting() ? "Deleted" : isOver ? "TimeUp" : "Paused", !stops ? "Experiment has started"
                : chaos.IsDeleting() ? "Experiment has been deleted" : isOver ? "Time up according to the duration" : "Experiment has been paused");
        }
    }

    /// <summary>Chooses pods. False when the selector means none.</summary>
    public bool Choose()
    {
        var spec = chaos.Child("spec") ?? [];
        var records = Chosen(spec, ExperimentState.Source).Concat(spec.Child("target") is { } target ? Chosen(target, ExperimentState.Target) : []).ToList();
        if (!records.Exists(record => record.Text("selectorKey") == ExperimentState.Source))
        {
            client.Warn(chaos, "Failed", "Failed to select targets: no pod is selected");
            return false;
        }

        status.Ensure("experiment")["containerRecords"] = new JsonArray([.. records]);
        return true;
    }

    /// <summary>Injects or recovers whoever is not yet as aimed at.</summary>
    public void Move()
    {
        foreach (var record in status.Objects("experiment", "containerRecords").Where(record => (record.Text("phase") == ExperimentState.Injected) != Runs))
        {
            if (Runs && client.Find(PodOf(record)) is null)
            {
                continue;
            }

            Note(record);
            if (Runs)
            {
                Kill(record);
            }
        }
    }

    /// <summary>Writes the status.</summary>
    public void Write()
    {
        var records = status.Objects("experiment", "containerRecords").ToList();
        var injected = records.Count(record => record.Text("phase") == ExperimentState.Injected);
        var conditions = new (string Type, bool Holds)[]
        {
            ("Selected", records.Count > 0),
            ("AllInjected", records.Count > 0 && injected == records.Count),
            ("AllRecovered", injected == 0 && !Runs),
            ("Paused", chaos.IsPaused()),
        };
        status["conditions"] = new JsonArray([.. conditions.Select(condition => new JsonObject { ["type"] = condition.Type, ["status"] = condition.Holds ? "True" : "False" })]);
        client.SetStatus(kind.Key(chaos.Namespace(), chaos.Name()), status);
    }

    private static ObjectKey PodOf(JsonObject record) => record.Text("id")!.Split('/') is [var ns, var pod, ..]
        ? ObjectKey.Core("pods", ns, pod)
        : throw new FormatException($"The id of a record is no namespace and pod: {record.Text("id")}");

    private void Kill(JsonObject record)
    {
        if (chaos.Text("spec", "action") == "pod-kill")
        {
            client.Delete(PodOf(record), new DeleteOptions { GracePeriodSeconds = chaos.Number("spec", "gracePeriod") ?? 0 });
        }
        else if (chaos.IsOneShot())
        {
            // Times of records are whole seconds; which instance of the container is meant, a shorter time may decide.
            status.Ensure("instances", record.Text("id")!)["startTime"] = client.Now.ToString("O", CultureInfo.InvariantCulture);
        }
    }

    private void Note(JsonObject record)
    {
        record["phase"] = Runs ? ExperimentState.Injected : ExperimentState.NotInjected;
        var counter = Runs ? "injectedCount" : "recoveredCount";
        record[counter] = record.Count(counter) + 1;
        if (record["events"] is not JsonArray events)
        {
            record["events"] = events = [];
        }

        events.Add(new JsonObject { ["type"] = "Succeeded", ["operation"] = Runs ? "Apply" : "Recover", ["timestamp"] = client.Now.ToTimestamp() });
        client.Record(chaos, Runs ? "Applied" : "Recovered", $"Successfully {(Runs ? "apply" : "recover")} chaos for {record.Text("id")}");
    }

    private IEnumerable<JsonObject> Chosen(JsonObject chosenBy, string selectorKey)
    {
        var pods = PodSelection.Select(client, chosenBy.Child("selector"), chaos.Namespace()).ToList();
        return TargetMode.Choose(pods, chosenBy, client.Chance, $"chaos/{chaos.Uid()}/{selectorKey}").SelectMany(Ids).Select(id => new JsonObject
        {
            ["id"] = id,
            ["selectorKey"] = selectorKey,
            ["phase"] = ExperimentState.NotInjected,
            ["injectedCount"] = 0,
            ["recoveredCount"] = 0,
        });
    }

    private IEnumerable<string> Ids(JsonObject pod)
    {
        var id = $"{pod.Namespace()}/{pod.Name()}";
        if (!kind.OfContainers && chaos.Text("spec", "action") != "container-kill")
        {
            return [id];
        }

        var containers = pod.Objects("spec", "containers").Select(container => container.Text("name")!).ToList();
        var named = chaos.Texts("spec", "containerNames").ToList();
        return (named.Count > 0 ? containers.Intersect(named) : containers.Take(1)).Select(container => $"{id}/{container}");
    }
}
