using Autocura.Alerts;

namespace Autocura.Functions.Tests.Alerts;

/// <summary>The expected values are what an Alertmanager 0.25 answered for these labels.</summary>
public sealed class FingerprintTests
{
    [Fact]
    public void It_is_the_one_Alertmanager_gives()
    {
        Fingerprint.Of(Labels(("alertname", "KubePodCrashLooping"))).ShouldBe("477ba8ef86d54987");
        Fingerprint.Of(Labels(("alertname", "KubePodCrashLooping"), ("namespace", "shop"), ("pod", "cart-6d"))).ShouldBe("eae734201afbe844");
    }

    [Fact]
    public void Text_outside_ASCII_counts_as_UTF_8() =>
        Fingerprint.Of(Labels(("alertname", "Ünï"), ("zone", "日本"), ("a", "z\n\"q"))).ShouldBe("f615bd0d888930b9");

    [Fact]
    public void The_order_of_the_labels_does_not_matter() =>
        Fingerprint.Of(Labels(("pod", "cart-6d"), ("namespace", "shop"), ("alertname", "KubePodCrashLooping"))).ShouldBe("eae734201afbe844");

    [Fact]
    public void A_name_and_its_value_do_not_run_into_each_other() =>
        Fingerprint.Of(Labels(("ab", "c"))).ShouldNotBe(Fingerprint.Of(Labels(("a", "bc"))));

    private static IEnumerable<KeyValuePair<string, string>> Labels(params (string Name, string Value)[] labels) =>
        labels.Select(label => KeyValuePair.Create(label.Name, label.Value));
}
