using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Applications.Effects;

namespace Autocura.Embedded.Tests.Cluster.Applications;

public sealed class ApplicationCatalogTests
{
    private static readonly Application Some = new()
    {
        Name = "some",
        Title = "",
        Namespace = "some",
        Users = new Users { Service = "first", RequestsPerSecond = 1 },
        Services = [new ApplicationService { Name = "first", Port = 80, Calls = [new ApplicationCall { Service = "second" }] }, new ApplicationService { Name = "second", Port = 80 }],
    };

    [Fact]
    public void Every_application_has_its_own_name_and_namespace() =>
        ApplicationCatalog.Load().Everything.Select(application => application.Namespace).ShouldBeUnique();

    [Fact]
    public void A_field_that_nothing_reads_is_refused_with_file_and_field() =>
        Should.Throw<InvalidDataException>(() => ApplicationFiles.Parse<Application>("""{"name":"x","title":"","namespace":"x","users":{"service":"a","requestsPerSecond":1,"reqests":2},"services":[]}""", "x/application.json"))
            .Message.ShouldSatisfyAllConditions(message => message.ShouldContain("x/application.json"), message => message.ShouldContain("reqests"));

    [Fact]
    public void Services_are_put_before_those_they_call() =>
        ApplicationCatalog.Of([Some with { Services = [.. Some.Services.Reverse()] }]).Find("some").Services.Select(service => service.Name).ShouldBe(["first", "second"]);

    [Fact]
    public void A_circle_of_calls_is_refused() =>
        Should.Throw<InvalidDataException>(() => ApplicationCatalog.Of([Some with
        {
            Services = [Some.Services[0], Some.Services[1] with { Calls = [new ApplicationCall { Service = "first" }] }],
        }])).Message.ShouldContain("circle");

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var wrong = Some with
        {
            Users = Some.Users with { Service = "nobody" },
            Effects =
            [
                new Effect { Description = "no subject", On = new EffectTarget { Service = "first" }, When = [new EffectCondition { Is = true }], Do = new Consequence() },
                new Effect { Description = "no target", On = new EffectTarget(), When = [], Do = new Consequence() },
            ],
        };

        var message = Should.Throw<InvalidDataException>(() => ApplicationCatalog.Of([wrong])).Message;

        message.ShouldContain("users.service names \"nobody\"");
        message.ShouldContain("effects[no subject]: a condition must test one of flag, env, pod, command, file");
        message.ShouldContain("effects[no target]: on must name a service or be the users");
    }
}
