using Autocura.Alerts;
using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Tests.Metrics;

public sealed class LabelSetTests
{
    [Fact]
    public void The_order_in_which_labels_come_does_not_matter()
    {
        var one = LabelSet.From([new("a", "1"), new("b", "2")]);
        var other = LabelSet.From([new("b", "2"), new("a", "1")]);

        one.ShouldBe(other);
        one.Fingerprint.ShouldBe(other.Fingerprint);
    }

    [Fact]
    public void An_empty_label_is_no_label() =>
        LabelSet.From([new("a", "1"), new("b", "")]).ShouldBe(LabelSet.From([new("a", "1")]));

    [Fact]
    public void Names_and_values_cannot_run_into_each_other() =>
        LabelSet.From([new("a", "bc")]).Fingerprint.ShouldNotBe(LabelSet.From([new("ab", "c")]).Fingerprint);

    // FNV-1a's own offset basis: the hash of nothing.
    [Fact]
    public void The_fingerprint_of_no_labels_is_the_offset_of_the_hash() =>
        Fingerprint.Text(LabelSet.Empty.Fingerprint).ShouldBe("cbf29ce484222325");
}
