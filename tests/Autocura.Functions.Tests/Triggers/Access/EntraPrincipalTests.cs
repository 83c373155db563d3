using System.Text;
using Autocura.Triggers.Access;

namespace Autocura.Functions.Tests.Triggers.Access;

public sealed class EntraPrincipalTests
{
    [Fact]
    public void The_long_names_of_claims_are_understood_as_well()
    {
        var caller = Read("""
            {"auth_typ":"aad","claims":[{"typ":"http://schemas.microsoft.com/identity/claims/objectidentifier","val":"5f0e"},{"typ":"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn","val":"ana@example.org"},
            {"typ":"http://schemas.microsoft.com/ws/2008/06/identity/claims/role","val":"autocura.approver"},{"typ":"roles","val":"Autocura.Viewer"},{"typ":"roles","val":"Other.Operator"},{"typ":"groups","val":"Autocura.Operator"}]}
            """).Caller.ShouldNotBeNull();
        caller.ShouldBe(new Caller("ana@example.org", Roles.Approver | Roles.Viewer, "entra"));
    }

    [Fact]
    public void An_application_is_called_by_its_object_id() =>
        Read("""{"auth_typ":"aad","claims":[{"typ":"oid","val":"5f0e"},{"typ":"roles","val":"Autocura.Sender"}]}""").Caller.ShouldBe(new Caller("5f0e", Roles.Sender, "entra"));

    [Fact]
    public void A_name_is_one_line() =>
        Read("""{"auth_typ":"aad","claims":[{"typ":"oid","val":"5f0e"},{"typ":"preferred_username","val":"ana\r\nforged line"}]}""").Caller!.Name.ShouldBe("anaforged line");

    [Theory]
    [InlineData("""{"auth_typ":"google","claims":[{"typ":"oid","val":"5f0e"},{"typ":"roles","val":"Autocura.Operator"}]}""", "only Microsoft Entra")]
    [InlineData("""{"auth_typ":"aad","claims":[{"typ":"preferred_username","val":"ana"},{"typ":"roles","val":"Autocura.Operator"}]}""", "no object id")]
    [InlineData("""{"auth_typ":"aad"}""", "cannot be read")]
    [InlineData("""{"auth_typ":"aad","claims":"all"}""", "cannot be read")]
    [InlineData("[]", "cannot be read")]
    [InlineData("no json", "cannot be read")]
    public void What_cannot_be_read_or_comes_from_elsewhere_is_nobody(string principal, string problem)
    {
        var (caller, why) = Read(principal);
        caller.ShouldBeNull();
        why.ShouldContain(problem);
    }

    [Fact]
    public void Text_that_is_not_base64_is_nobody() => EntraPrincipal.Read("{}").Caller.ShouldBeNull();

    private static Recognition Read(string principal) => EntraPrincipal.Read(Convert.ToBase64String(Encoding.UTF8.GetBytes(principal)));
}
