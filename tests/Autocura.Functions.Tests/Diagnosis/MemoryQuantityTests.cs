using Autocura.Diagnosis;

namespace Autocura.Functions.Tests.Diagnosis;

public sealed class MemoryQuantityTests
{
    [Theory]
    [InlineData("128Mi", 134217728)]
    [InlineData("0.5Gi", 536870912)]
    [InlineData("500M", 500000000)]
    [InlineData("1e9", 1000000000)]
    [InlineData("134217728", 134217728)]
    [InlineData("128974848000m", 128974848)]
    [InlineData("1500m", 2)]
    [InlineData("2Ki", 2048)]
    public void It_reads_what_Kubernetes_writes(string text, long bytes) => MemoryQuantity.Parse(text).ShouldBe(bytes);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("plenty")]
    [InlineData("-1Mi")]
    [InlineData("1 Gi")]
    [InlineData("9999999999999Pi")]
    public void What_is_no_quantity_is_none(string? text) => MemoryQuantity.Parse(text).ShouldBeNull();

    [Fact]
    public void It_writes_what_a_person_would() => MemoryQuantity.InMebibytes(268435456).ShouldBe("256Mi");
}
