using Autocura.Diagnosis;
using Autocura.Policies.Runbooks;

namespace Autocura.Functions.Tests.Policies.Runbooks;

public sealed class StepCheckTests
{
    private static readonly Dictionary<string, string> Commands = new() { ["flush"] = "registry.example/ops" };

    [Theory]
    [InlineData("Reboot", "", "steps[0] (Reboot): there is no such action; there are AdjustAutoscaler, ")]
    [InlineData("ScaleDeployment", "", "steps[0] (ScaleDeployment): parameter 'replicas' is missing.")]
    [InlineData("ScaleDeployment", "replicas=many", "steps[0] (ScaleDeployment): parameter 'replicas' must be a whole number of 1 or more, or how many more, such as +1; it is 'many'.")]
    [InlineData("ScaleDeployment", "replicas=0", "steps[0] (ScaleDeployment): parameter 'replicas' must be a whole number of 1 or more, or how many more, such as +1; it is '0'.")]
    [InlineData("ScaleDeployment", "replicas=2;replica=3", "steps[0] (ScaleDeployment): it takes no parameter 'replica'; it takes replicas.")]
    [InlineData("AdjustResources", "container=app", "steps[0] (AdjustResources): one of the parameters memoryLimit, memoryRequest, cpuLimit, cpuRequest must be given.")]
    [InlineData("AdjustResources", "memoryLimit=much", "steps[0] (AdjustResources): parameter 'memoryLimit' must be a quantity such as 500m or 512Mi; it is 'much'.")]
    [InlineData("PatchConfig", "", "steps[0] (PatchConfig): say what to change: 'configmap' with its entries as further parameters, or 'patch'.")]
    [InlineData("PatchConfig", "configmap=cart-config", "steps[0] (PatchConfig): no entry of the ConfigMap is named: give each as a parameter of its own.")]
    [InlineData("PatchConfig", "patch=[]", "steps[0] (PatchConfig): parameter 'patch' must be a JSON object; it is '[]'.")]
    [InlineData("RemoveObject", "kind=ResourceQuota", "steps[0] (RemoveObject): parameter 'name' is missing.")]
    [InlineData("Custom", "command=reboot", "steps[0] (Custom): the command 'reboot' is not among Autocura:Jobs:Commands: an administrator must allow it.")]
    [InlineData("DrainNode", "deleteBroken=perhaps", "steps[0] (DrainNode): parameter 'deleteBroken' must be true or false; it is 'perhaps'.")]
    [InlineData("RunJob", "image=x;args=all", "steps[0] (RunJob): parameter 'args' must be a JSON array of texts such as [\"--all\"]; it is 'all'.")]
    public void A_bad_step_is_refused_by_name(string action, string parameters, string expected) => Problems(action, parameters).ShouldHaveSingleItem().ShouldStartWith(expected);

    [Theory]
    [InlineData("ScaleDeployment", "replicas=4")]
    [InlineData("ScaleDeployment", "replicas=+1")]
    [InlineData("RestartDeployment", "")]
    [InlineData("RollbackDeployment", "")]
    [InlineData("PatchConfig", "configmap=cart-config;interval=30")]
    [InlineData("Custom", "command=flush")]
    [InlineData("EvictPod", "")]
    [InlineData("RestoreKnownGood", "kind=NetworkPolicy;name=deny")]
    public void A_good_step_is_not_refused(string action, string parameters) => Problems(action, parameters).ShouldBeEmpty();

    [Fact]
    public void Every_action_of_the_system_may_be_named_by_a_runbook()
    {
        var actions = typeof(ActionNames).GetFields().Select(field => (string)field.GetRawConstantValue()!).Append(StepRules.Custom).Order(StringComparer.Ordinal);

        StepRules.Actions.ShouldBe(actions);
    }

    private static List<string> Problems(string action, string parameters)
    {
        var given = parameters.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return [.. StepCheck.Problems(new RunbookSpec { Steps = [new RunbookStep { Action = action, Params = given }] }, Commands)];
    }
}
