namespace Autocura.Conformance.Kubectl;

[Collection(OneCluster.Name)]
public sealed class WritingTests(ClusterUnderTest cluster)
{
    [RealClientFact("kubectl")]
    public async Task Apply_creates_leaves_alone_and_merges_three_ways()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        var file = kubectl.Manifest(Workspace.Web);
        (await kubectl.RunAsync("apply", "-f", file)).ShouldBe("deployment.apps/web created");
        (await kubectl.RunAsync("apply", "-f", file)).ShouldBe("deployment.apps/web unchanged");
        await kubectl.RunAsync("patch", "deployment", "web", "-p", """{"spec":{"template":{"spec":{"containers":[{"name":"web","env":[{"name":"C","value":"3"}]}]}}}}""");
        var without = kubectl.Manifest(Workspace.Web.Replace(""", {name: B, value: "2"}""", "", StringComparison.Ordinal));
        (await kubectl.RunAsync("apply", "-f", without)).ShouldBe("deployment.apps/web configured");
        (await kubectl.RunAsync("get", "deployment", "web", "-o", "jsonpath={.spec.template.spec.containers[0].env[*].name}")).ShouldBe("A C");
        (await kubectl.RunAsync("diff", "-f", without)).ShouldBeEmpty();
    }

    [RealClientFact("kubectl")]
    public async Task Server_side_apply_reports_conflicts_and_yields_to_force()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        var file = kubectl.Manifest(Workspace.Web);
        (await kubectl.RunAsync("apply", "--server-side", "-f", file)).ShouldBe("deployment.apps/web serverside-applied");
        await kubectl.RunAsync("set", "image", "deployment/web", $"web={Workspace.OlderImage}");
        var refusal = await kubectl.RefusalAsync("apply", "--server-side", "-f", file);
        refusal.ShouldContain("Apply failed with 1 conflict: conflict with \"kubectl-set\" using apps/v1: .spec.template.spec.containers[name=\"web\"].image");
        (await kubectl.RunAsync("apply", "--server-side", "--force-conflicts", "-f", file)).ShouldBe("deployment.apps/web serverside-applied");
    }

    [RealClientFact("kubectl")]
    public async Task Create_commands_work_in_every_encoding_kubectl_uses()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        (await kubectl.RunAsync("create", "configmap", "settings", "--from-literal", "a=b")).ShouldBe("configmap/settings created");
        (await kubectl.RunAsync("create", "secret", "generic", "keys", "--from-literal", "a=b")).ShouldBe("secret/keys created");
        (await kubectl.RunAsync("create", "deployment", "web", "--image", Workspace.OlderImage)).ShouldBe("deployment.apps/web created");
        (await kubectl.RunAsync("autoscale", "deployment", "web", "--min", "1", "--max", "3")).ShouldBe("horizontalpodautoscaler.autoscaling/web autoscaled");
        (await kubectl.RunAsync("create", "job", "once", "--image", Workspace.OlderImage, "--", "true")).ShouldBe("job.batch/once created");
        (await kubectl.RunAsync("create", "quota", "few", "--hard", "pods=9")).ShouldBe("resourcequota/few created");
        (await kubectl.RunAsync("get", "secret", "keys", "-o", "jsonpath={.data.a}")).ShouldBe("Yg==");
        (await kubectl.RunAsync("create", "deployment", "dry", "--image", "x:1", "--dry-run=server")).ShouldContain("(server dry run)");
        (await kubectl.RefusalAsync("get", "deployment", "dry")).ShouldContain("NotFound");
    }

    [RealClientFact("kubectl")]
    public async Task Mistakes_are_refused_with_the_field_at_fault()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        (await kubectl.RefusalAsync("apply", "-f", kubectl.Manifest(Workspace.Web.Replace("replicas", "replicaz", StringComparison.Ordinal)))).ShouldContain("unknown field \"spec.replicaz\"");
        (await kubectl.RefusalAsync("apply", "-f", kubectl.Manifest(Workspace.Web.Replace("metadata: {labels: {app: web}}", "metadata: {labels: {app: x}}", StringComparison.Ordinal))))
            .ShouldContain("`selector` does not match template `labels`");
        (await kubectl.RefusalAsync("create", "deployment", "Web", "--image", "x:1")).ShouldContain("a lowercase RFC 1123 subdomain");
        await kubectl.RunAsync("apply", "-f", kubectl.Manifest(Workspace.Web));
        (await kubectl.RefusalAsync("patch", "deployment", "web", "--type", "merge", "-p", """{"spec":{"selector":{"matchLabels":{"a":"b"}}}}""")).ShouldContain("field is immutable");
        (await kubectl.RefusalAsync("label", "deployment", "web", "app=front")).ShouldContain("--overwrite is false");
    }

    [RealClientFact("kubectl")]
    public async Task Labels_annotations_scale_and_deletion_do_what_they_say()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        await kubectl.RunAsync("apply", "-f", kubectl.Manifest(Workspace.Web));
        (await kubectl.RunAsync("label", "deployment", "web", "tier=back")).ShouldBe("deployment.apps/web labeled");
        (await kubectl.RunAsync("annotate", "deployment", "web", "note=hello")).ShouldBe("deployment.apps/web annotated");
        (await kubectl.RunAsync("scale", "deployment/web", "--replicas", "4")).ShouldBe("deployment.apps/web scaled");
        (await kubectl.RefusalAsync("scale", "deployment/web", "--current-replicas", "9", "--replicas", "1")).ShouldContain("Expected replicas to be 9, was 4");
        (await kubectl.RunAsync("get", "deployment", "-l", "tier=back", "-o", "jsonpath={.items[*].spec.replicas}")).ShouldBe("4");
        (await kubectl.RunAsync("delete", "deployment", "web", "--wait=false")).ShouldContain("deployment.apps \"web\" deleted");
        (await kubectl.RefusalAsync("get", "deployment", "web")).ShouldContain("NotFound");
    }
}
