using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Policies.Runbooks;
using Autocura.Support;

namespace Autocura.Functions.Tests.Policies.Runbooks;

public sealed class RunbookStepsTests
{
    [Fact]
    public void A_step_by_the_name_that_others_use_is_the_action_of_this_system()
    {
        var rungs = Rungs(Step("ScaleDeployment", ("replicas", "4")), Step("RollbackDeployment"), Step("RestartDeployment"));

        rungs.SelectMany(rung => rung.Steps).Select(step => step.Action).ShouldBe([ActionNames.ScaleWorkload, ActionNames.RollBackRelease, ActionNames.RestartWorkload]);
        rungs[0].Steps[0].Parameters["replicas"].ShouldBe("4");
        rungs[1].Steps[0].Parameters["toRevision"].ShouldBe("previous");
        rungs[1].Steps[0].Target.ShouldBe(Some.Cart.Target());
    }

    [Fact]
    public void Replicas_may_be_so_many_more() =>
        Rungs(Some.Evidence() with { State = Some.State() with { Replicas = 3 } }, Step("ScaleDeployment", ("replicas", "+2")))[0].Steps[0].Parameters["replicas"].ShouldBe("5");

    [Fact]
    public void Every_entry_of_a_config_map_is_a_change_of_its_own()
    {
        var rung = Rungs(Step("PatchConfig", ("configmap", "cart-config"), ("timeout", "5s"), ("interval", "30"))).ShouldHaveSingleItem();

        rung.Steps.Select(step => $"{step.Target} {step.Parameters["key"]}={step.Parameters["value"]}").ShouldBe(["ConfigMap shop/cart-config interval=30", "ConfigMap shop/cart-config timeout=5s"]);
    }

    [Fact]
    public void A_step_about_a_pod_that_names_none_is_about_the_worst()
    {
        $"{Rungs(Step("EvictPod"))[0].Steps[0].Target}".ShouldBe($"Pod shop/{Some.Evidence().Pods[0].Name}");
        $"{Rungs(Step("EvictPod", ("pod", "cart-1")))[0].Steps[0].Target}".ShouldBe("Pod shop/cart-1");
        Rungs(Some.Evidence() with { Pods = [] }, Step("EvictPod"))[0].Refused.ShouldBe("steps[0] (EvictPod) is about a pod, and Deployment shop/cart has none");
    }

    [Fact]
    public void A_node_has_no_namespace() => Rungs(Step("CordonNode", ("node", "worker-2")))[0].Steps[0].Target.ShouldBe(new ObjectRef("", "Node", "", "worker-2") { Cluster = "test" });

    [Fact]
    public void An_allowed_command_is_a_job_with_the_image_that_carries_it_out()
    {
        var step = Rungs(Step("Custom", ("command", "flush"), ("args", """["--all"]""")))[0].Steps.ShouldHaveSingleItem();

        (step.Action, $"{step.Target}", step.Parameters["image"]).ShouldBe((ActionNames.RunJob, "Job shop/by-the-book-abc-1", "registry.example/ops"));
        step.Parameters.Keys.ShouldNotContain("command");
    }

    private static IReadOnlyList<Autocura.Policies.Rung> Rungs(params RunbookStep[] steps) => Rungs(Some.Evidence(), steps);

    private static IReadOnlyList<Autocura.Policies.Rung> Rungs(Evidence evidence, params RunbookStep[] steps) => RunbookSteps.Of(
        new RunbookSpec { Steps = steps },
        new ObjectRef("autocura.cognitiva.io/v1alpha1", "Runbook", "shop", "by-the-book"),
        "it matches",
        new RunbookScene(evidence, new Dictionary<string, string> { ["flush"] = "registry.example/ops" }, "abc")).Rungs;

    private static RunbookStep Step(string action, params (string Name, string Value)[] parameters) =>
        new() { Action = action, Params = parameters.ToDictionary(pair => pair.Name, pair => pair.Value) };
}
