using System.Text;
using System.Text.Json.Nodes;
using Autocura.Cluster.Environments;
using Autocura.Environments;

namespace Autocura.Functions.Tests.Cluster.Environments;

public sealed class CopyTests
{
    private static readonly CopyStamp Stamp = new(new EnvironmentOrder("test", "shop", "trial", "3b1c", 1), "shop", "shadow");

    [Fact]
    public void A_copy_is_declared_state_alone_with_whose_it_is()
    {
        var source = Parse("""
            {
              "apiVersion":"v1","kind":"ConfigMap",
              "metadata":{
                "name":"c","namespace":"shop","uid":"u","resourceVersion":"7","ownerReferences":[{"name":"x"}],"managedFields":[],"finalizers":["x"],
                "labels":{"team":"a","app.kubernetes.io/name":"c","app.kubernetes.io/instance":"shop","argocd.argoproj.io/instance":"shop"},
                "annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{}","autocura.io/mode":"auto"}
              },
              "data":{"k":"v"},"status":{"x":1}
            }
            """);

        var copy = Stamp.Copy(Autocura.Cluster.Kinds.ConfigMap, source);

        JsonNode.DeepEquals(copy, Parse("""
            {
              "apiVersion":"v1","kind":"ConfigMap",
              "metadata":{
                "name":"c","namespace":"shadow",
                "labels":{"autocura.io/environment":"3b1c","team":"a","app.kubernetes.io/name":"c"},
                "annotations":{"autocura.io/environment-of":"shop/trial","autocura.io/copy-of":"ConfigMap shop/c"}
              },
              "data":{"k":"v"}
            }
            """)).ShouldBeTrue(copy.ToJsonString());
    }

    [Fact]
    public void A_service_has_no_address_that_was_the_source_s_and_none_outside()
    {
        var service = Parse("""
            {"spec":{"type":"LoadBalancer","clusterIP":"10.96.0.4","clusterIPs":["10.96.0.4"],"externalIPs":["1.2.3.4"],"loadBalancerIP":"5.6.7.8","externalTrafficPolicy":"Local",
             "healthCheckNodePort":31000,"ipFamilies":["IPv4"],"selector":{"app":"web"},"ports":[{"port":80,"targetPort":8080,"nodePort":30080}]}}
            """);

        CopiedService.Shape(service);

        service["spec"]!.ToJsonString().ShouldBe("""{"type":"ClusterIP","ports":[{"port":80,"targetPort":8080}],"selector":{"app":"web"}}""");
    }

    [Fact]
    public void A_headless_service_stays_headless()
    {
        var service = Parse("""{"spec":{"clusterIP":"None","clusterIPs":["None"],"ports":[{"port":5432}],"selector":{"app":"db"}}}""");

        CopiedService.Shape(service);

        $"{service["spec"]!["clusterIP"]}".ShouldBe("None");
    }

    [Fact]
    public void A_generated_secret_has_the_keys_and_lengths_and_none_of_the_values()
    {
        var secret = Parse($$"""{"type":"Opaque","data":{"password":"{{Base64("correct horse")}}","token":"{{Base64("x")}}"} }""");
        byte next = 0;

        new CopiedSecret(length => [.. Enumerable.Range(0, length).Select(_ => next++)]).Shape(secret, SecretCopying.Generated);

        secret["data"]!.AsObject().ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetString(Convert.FromBase64String($"{entry.Value}")))
            .ShouldBe(new Dictionary<string, string> { ["password"] = "ABCDEFGHIJKLM", ["token"] = "N" });
    }

    [Theory]
    [InlineData("Opaque", SecretCopying.Copy)]
    [InlineData("kubernetes.io/dockerconfigjson", SecretCopying.Generated)]
    public void What_is_copied_and_what_images_are_pulled_by_stays(string type, SecretCopying how)
    {
        var secret = Parse($$"""{"type":"{{type}}","data":{".dockerconfigjson":"e30="} }""");

        new CopiedSecret(_ => throw new InvalidOperationException("nothing is drawn")).Shape(secret, how);

        secret["data"]!.ToJsonString().ShouldBe("""{".dockerconfigjson":"e30="}""");
    }

    [Fact]
    public void A_patch_is_applied_field_by_field_and_place_by_place()
    {
        var patched = PatchedSource.Of(Parse("""{"spec":{"a":1,"list":[{"x":1},{"x":2}],"gone":true,"k/y":0}}"""), JsonNode.Parse("""
            [
              {"op":"replace","path":"/spec/a","value":2},{"op":"replace","path":"/spec/list/1/x","value":3},{"op":"add","path":"/spec/list/-","value":{"x":4}},
              {"op":"remove","path":"/spec/gone"},{"op":"add","path":"/spec/k~1y","value":5}
            ]
            """)!.AsArray());

        patched.ToJsonString().ShouldBe("""{"spec":{"a":2,"list":[{"x":1},{"x":3},{"x":4}],"k/y":5}}""");
    }

    [Fact]
    public void A_target_that_nobody_named_fits_a_name_and_is_the_object_s_own()
    {
        EnvironmentNames.TargetOf("shop", "3b1c").ShouldStartWith("shop-shadow-");
        EnvironmentNames.TargetOf("shop", "3b1c").ShouldBe(EnvironmentNames.TargetOf("shop", "3b1c"));
        EnvironmentNames.TargetOf("shop", "other").ShouldNotBe(EnvironmentNames.TargetOf("shop", "3b1c"));
        EnvironmentNames.TargetOf(new string('a', 63), "3b1c").Length.ShouldBe(63);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();
}
