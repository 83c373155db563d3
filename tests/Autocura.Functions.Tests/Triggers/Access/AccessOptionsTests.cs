using Autocura.Triggers.Access;

namespace Autocura.Functions.Tests.Triggers.Access;

public sealed class AccessOptionsTests
{
    private static readonly string Hash = GuardedHost.HashOf("a key");

    [Fact]
    public void Without_settings_roles_are_not_in_use() => new AccessOptions { Keys = { ["anna"] = new AccessKeyOptions() } }.IsOn.ShouldBeFalse();

    [Theory]
    [InlineData("anna", "", "x", "Keys:anna:Roles is empty")]
    [InlineData("anna", "viewer", "", "Keys:anna:Hashes is empty")]
    [InlineData("anna", "admin", "x", "Keys:anna:Roles has 'admin'")]
    [InlineData("anna", "15", "x", "Keys:anna:Roles has '15'")]
    [InlineData("anna", "viewer", "secret", "never the key itself")]
    [InlineData("anna maria", "viewer", "x", "'anna maria' is no name")]
    public void What_is_wrong_is_named(string name, string roles, string hash, string problem) =>
        new AccessOptions { Keys = { [name] = new AccessKeyOptions { Roles = roles, Hashes = hash == "x" ? Hash : hash } } }.Problems(false).ShouldContain(text => text.Contains(problem));

    [Fact]
    public void A_key_is_one_callers() =>
        new AccessOptions { Keys = { ["anna"] = Key(Hash), ["ben"] = Key(Hash.ToLowerInvariant()) } }.Problems(false).ShouldHaveSingleItem().ShouldContain("anna and ben have one key");

    [Fact]
    public void While_a_key_is_changed_both_are_known_and_other_keys_are_not()
    {
        var options = new AccessOptions { Keys = { ["anna"] = Key($"{Hash}, {GuardedHost.HashOf("the next")}"), ["ben"] = Key(GuardedHost.HashOf("his")) } };
        options.Problems(false).ShouldBeEmpty();
        var ring = new KeyRing(options);
        ring.Find("a key")!.Name.ShouldBe("anna");
        ring.Find("the next")!.Name.ShouldBe("anna");
        ring.Find("his")!.Name.ShouldBe("ben");
        ring.Find("a key ").ShouldBeNull();
        ring.Find(Hash).ShouldBeNull("the hash is not the key");
    }

    private static AccessKeyOptions Key(string hashes) => new() { Roles = "viewer", Hashes = hashes };
}
