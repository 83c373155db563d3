using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Stages;

namespace Autocura.Embedded.Tests.Cluster.Stages;

/// <summary>
/// Each case is a pair of files: a container as it is, and what the stages do with it next. A new case is a new <c>*.input.json</c>; with
/// <c>AUTOCURA_RECORD=1</c> in the environment the outputs are written anew, to be read before they are committed.
/// </summary>
public sealed class StageCaseTests
{
    private const string Input = ".input.json";
    private const string Output = ".output.json";
    private static readonly DateTimeOffset Since = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Cases() => new(Directory.GetFiles(Folder(), $"*{Input}").Select(path => Path.GetFileName(path)[..^Input.Length]).Order());

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_happens_next_is_as_recorded(string name)
    {
        var input = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(), name + Input)))!.AsObject();
        var happened = Next(input).ToJsonString(Written) + "\n";
        var recorded = Path.Combine(Folder(), name + Output);
        if (Environment.GetEnvironmentVariable("AUTOCURA_RECORD") == "1")
        {
            File.WriteAllText(recorded, happened);
        }

        happened.ShouldBe(File.ReadAllText(recorded));
    }

    [Fact]
    public void Every_stage_has_a_case()
    {
        var seen = Directory.GetFiles(Folder(), $"*{Output}").Select(path => JsonNode.Parse(File.ReadAllText(path)).Text("stage")).ToHashSet();
        StageCatalog.Load().Select(stage => stage.Name).Where(name => !seen.Contains(name)).ShouldBeEmpty();
    }

    /// <summary>Runs the next stage at the moment it is due.</summary>
    private static JsonObject Next(JsonObject input)
    {
        var stages = new StageInterpreter(StageCatalog.Load(), new Chance(1));
        var waiting = Work(input, Since, out var pod);
        if (stages.Next(waiting.View, waiting.Container.Identity(pod.Pod)) is not { } move)
        {
            return new JsonObject { ["stage"] = null };
        }

        var (container, view) = Work(input, move.Due > Since ? move.Due : Since, out var due);
        due.Tell(move.Stage, view, input.Is("init"));
        StageInterpreter.Apply(move, view, container.Status, container.Runtime);
        return new JsonObject
        {
            ["stage"] = move.Stage.Name,
            ["afterSeconds"] = Math.Round((move.Due - Since).TotalSeconds, 3),
            ["status"] = container.Status.Copy(),
            ["runtime"] = container.Runtime.Copy(),
            ["events"] = new JsonArray([.. due.Told.Select(told => new JsonObject
            {
                ["about"] = told.OnNode ? "node" : told.Text.FieldPath ?? "pod",
                ["type"] = told.Text.Type,
                ["reason"] = told.Text.Reason,
                ["message"] = told.Text.Message,
            })]),
        };
    }

    private static (ContainerWork Container, StageView View) Work(JsonObject input, DateTimeOffset now, out PodWork pod)
    {
        pod = new PodWork(input["pod"]!.AsObject().Copy(), new NodeMemory(default, []), now);
        var container = new ContainerWork(pod.Pod.Objects("spec", input.Is("init") ? "initContainers" : "containers").First(), input["status"]!.AsObject().Copy(), input["runtime"]!.AsObject().Copy(), Turn: true, input.Is("init"));
        var profile = input["profile"]!.AsObject();
        var image = ImageCatalog.Parse(profile);
        var references = new MissingReferences(key => input.Objects("objects").FirstOrDefault(obj => obj.Name() == key.Name));
        return (container, container.Look(pod, new Surroundings(image, new ImageCatalog([image]).FindJson(image.Image), references) { Disturbance = Disturbed(input), HasImage = input.Is("hasImage") }));
    }

    private static Disturbance Disturbed(JsonObject input) => input.Time("killedAt") is { } at ? Disturbance.Killed(at)
        : input.Is("failed") ? Disturbance.Failed()
        : Disturbance.None;

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Cases");
}
