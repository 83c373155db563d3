using Autocura.Cluster;

namespace Autocura.Functions.Tests.Cluster;

public sealed class ApiPlaceTests
{
    [Theory]
    [InlineData("apis/apps/v1/namespaces/shop/deployments/cart?fieldManager=autocura&dryRun=All", "apps|shop|deployments|cart|", true)]
    [InlineData("apis/apps/v1/namespaces/shop/deployments/cart/scale?fieldManager=autocura", "apps|shop|deployments|cart|scale", false)]
    [InlineData("api/v1/namespaces/shop/pods?limit=500&continue=abc", "|shop|pods||", false)]
    [InlineData("api/v1/namespaces/shop/pods/cart-1:8080/proxy/metrics/of/somebody", "|shop|pods|cart-1:8080|proxy", false)]
    [InlineData("api/v1/namespaces/shop", "||namespaces|shop|", false)]
    [InlineData("api/v1/namespaces/shop/status", "||namespaces|shop|status", false)]
    [InlineData("api/v1/nodes/node-1", "||nodes|node-1|", false)]
    [InlineData("api/v1/nodes", "||nodes||", false)]
    [InlineData("apis/autocura.cognitiva.io/v1alpha1/namespaces/a%20b/issues/c%2Fd/status", "autocura.cognitiva.io|a b|issues|c/d|status", false)]
    [InlineData("version", "||version||", false)]
    [InlineData("apis/metrics.k8s.io", "||metrics.k8s.io||", false)]
    [InlineData("", "||||", false)]
    public void A_path_names_what_is_asked_about(string path, string parts, bool isDryRun)
    {
        var place = ApiPlace.Of(path);
        $"{place.Group}|{place.Namespace}|{place.Resource}|{place.Name}|{place.Subresource}".ShouldBe(parts);
        place.IsDryRun.ShouldBe(isDryRun);
    }
}
