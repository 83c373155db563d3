namespace Autocura.Conformance.Kubectl;

[Collection(OneCluster.Name)]
public sealed class AccessTests(ClusterUnderTest cluster)
{
    [RealClientFact("kubectl")]
    public async Task An_account_does_what_its_roles_allow_and_no_more()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        var ann = $"system:serviceaccount:{kubectl.Namespace}:ann";
        (await kubectl.RunAsync("create", "serviceaccount", "ann")).ShouldBe("serviceaccount/ann created");
        (await kubectl.RunAsync("create", "role", "reader", "--verb", "get,list", "--resource", "pods,deployments.apps")).ShouldBe("role.rbac.authorization.k8s.io/reader created");
        (await kubectl.RunAsync("create", "rolebinding", "ann-reads", "--role", "reader", "--serviceaccount", $"{kubectl.Namespace}:ann"))
            .ShouldBe("rolebinding.rbac.authorization.k8s.io/ann-reads created");

        (await kubectl.RunAsync("auth", "can-i", "list", "pods", "--as", ann)).ShouldBe("yes");
        (await kubectl.RefusalAsync("auth", "can-i", "delete", "pods", "--as", ann)).ShouldContain("no");
        (await kubectl.RefusalAsync("auth", "can-i", "list", "pods", "--as", ann, "--namespace", "kube-system")).ShouldContain("no");
        var rights = await kubectl.RunAsync("auth", "can-i", "--list", "--as", ann);
        rights.ShouldContain("deployments.apps");
        rights.ShouldContain("[get list]");
        rights.ShouldContain("selfsubjectaccessreviews.authorization.k8s.io");
        (await kubectl.RefusalAsync("delete", "pod", "any", "--as", ann))
            .ShouldContain($"Error from server (Forbidden): pods \"any\" is forbidden: User \"{ann}\" cannot delete resource \"pods\" in API group \"\" in the namespace \"{kubectl.Namespace}\"");
        (await kubectl.RunAsync("get", "pods", "--as", ann)).ShouldContain("No resources found");
        (await kubectl.RunAsync("auth", "whoami", "--as", ann, "-o", "jsonpath={.status.userInfo.username}")).ShouldBe(ann);
        (await kubectl.RunAsync("create", "token", "ann")).Split('.').Length.ShouldBe(3);
    }

    [RealClientFact("kubectl")]
    public async Task The_administrator_may_do_everything()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        (await kubectl.RunAsync("auth", "can-i", "*", "*", "--all-namespaces")).ShouldBe("yes");
    }
}
