using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>An event to be recorded once the pod has been written.</summary>
internal sealed record ToldEvent(EventText Text, bool OnNode);

/// <summary>One pod while the kubelet is at it: a copy that stages change, and what they say on the way.</summary>
internal sealed class PodWork(JsonObject pod, NodeMemory memory, DateTimeOffset now)
{
    public JsonObject Pod { get; } = pod;

    public NodeMemory Memory { get; } = memory;

    public DateTimeOffset Now { get; } = now;

    public List<ToldEvent> Told { get; } = [];

    /// <summary>Images that the node has from now on.</summary>
    public List<string> Pulled { get; } = [];

    /// <summary>Fills in the events of a stage, before the stage changes what they speak of.</summary>
    public void Tell(Stage stage, StageView view, bool init)
    {
        var part = $"spec.{(init ? "initContainers" : "containers")}{{{view.Find("container.name").Text()}}}";
        foreach (var template in stage.Events)
        {
            var fieldPath = template.About == "container" ? part : null;
            Told.Add(new ToldEvent(new EventText(template.Type, template.Reason, view.FillLine(template.Message), fieldPath), template.About == "node"));
        }
    }
}

/// <summary>One container while the kubelet is at it. <paramref name="Turn"/> says that those before it have done their part.</summary>
internal sealed record ContainerWork(JsonObject Spec, JsonObject Status, JsonObject Runtime, bool Turn, bool Init)
{
    /// <summary>Whether it is an init container that goes on running beside the others.</summary>
    public bool IsSidecar => Init && Spec.Text("restartPolicy") == "Always";

    /// <summary>Whether those after it may have their turn.</summary>
    public bool LetsOthersGo => !Init || Status.Whole("state", "terminated", "exitCode") == 0 || (IsSidecar && Status.Is("started"));

    /// <summary>What the stages see of it now.</summary>
    public StageView Look(PodWork work, Surroundings surroundings)
    {
        var facts = new ContainerFacts(work.Pod, this, surroundings).ToJson();
        ProbeFacts.Remember(Runtime, facts, work.Now);
        return new(
            new Dictionary<string, JsonNode?>
            {
                ["pod"] = work.Pod,
                ["container"] = Spec,
                ["status"] = Status,
                ["image"] = surroundings.ProfileJson,
                ["runtime"] = Runtime,
                ["facts"] = facts,
            },
            work.Now);
    }

    /// <summary>What chance is drawn for: this try of this instance of this container.</summary>
    public string Identity(JsonObject pod) => $"{pod.Uid()}/{Spec.Text("name")}/{Status.Count("restartCount")}/{Runtime.Count("pulls")}";
}
