using Autocura.Embedded.Cluster.Applications;

namespace Autocura.Embedded.Tests.Cluster.Applications;

public sealed class ImageCatalogTests
{
    private static readonly ImageCatalog Shop = ImageCatalog.Load();

    [Theory]
    [InlineData("registry.shop.example/cart:1.8.0", true)]
    [InlineData("registry.shop.example/cart:1.9.1", false)] // a known repository has only the tags it has
    [InlineData("registry.shop.example/cart", false)] // which do not include latest
    [InlineData("docker.io/library/nginx:1.27", true)]
    [InlineData("nginx", true)]
    [InlineData("ghcr.io/somebody/something:2", true)]
    [InlineData("nginx:does-not-exist", false)]
    [InlineData("localhost:5000/app", true)] // a port is not a tag
    public void An_image_exists_or_not(string image, bool exists) => Shop.Find(image).Exists.ShouldBe(exists);

    [Fact]
    public void The_profile_carries_the_reference_that_was_asked_for() => Shop.Find("docker.io/library/busybox:1.36").Image.ShouldBe("docker.io/library/busybox:1.36");
}
