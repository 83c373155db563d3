namespace Autocura.Embedded.Tests.Durable.Http;

/// <summary>DELETE instances/{id} and DELETE instances. Each row's instance is the only one of its minute.</summary>
internal static class PurgeRows
{
    private const string One = """{"instancesDeleted":1}""";

    public static IEnumerable<ManagementRow> All =>
    [
        .. new[] { Given.Done, Given.Failed, Given.Terminated }.Select(given => new ManagementRow(given, "DELETE instances/{id}", 200) { Answer = One }),
        .. new[] { Given.Waiting, Given.Suspended, Given.Pending }.Select(given =>
            new ManagementRow(given, "DELETE instances/{id}", 412) { Answer = """{"Message":"*"}""", Then = """{"instanceId":"{id}"}""" }),
        new(Given.Nobody, "DELETE instances/{id}", 404) { Answer = "" },
        new(Given.Done, "DELETE instances", 400) { Answer = """{"Message":"Please provide value for 'createdTimeFrom' parameter."}""", Then = """{"instanceId":"{id}"}""" },
        new(Given.Done, "DELETE instances?createdTimeTo={now}", 400) { Answer = """{"Message":"Please provide value for 'createdTimeFrom' parameter."}""" },
        new(Given.Done, "DELETE instances?createdTimeFrom=x", 400) { Answer = """{"Message":"*"}""" },
        new(Given.Done, "DELETE instances?createdTimeFrom={now}&createdTimeTo=x", 400) { Answer = """{"Message":"*"}""" },
        new(Given.Done, "DELETE instances?createdTimeFrom={now}&runtimeStatus=Odd", 400) { Answer = """{"Message":"*"}""" },
        new(Given.Done, "DELETE instances?createdTimeFrom={now}", 200) { Answer = One },
        new(Given.Done, "DELETE instances?createdTimeFrom={now}&createdTimeTo={now}&runtimeStatus=Completed", 200) { Answer = One },
        new(Given.Failed, "DELETE instances?createdTimeFrom={now}&runtimeStatus=Completed,Failed", 200) { Answer = One },
        new(Given.Failed, "DELETE instances?createdTimeFrom={now}&runtimeStatus=Completed", 404) { Answer = "", Then = """{"instanceId":"{id}"}""" },
        new(Given.Waiting, "DELETE instances?createdTimeFrom={now}", 404) { Why = "it has not ended", Answer = "", Then = """{"runtimeStatus":"Running"}""" },
        new(Given.Done, "DELETE instances?createdTimeFrom=2100-01-01", 404) { Answer = "", Then = """{"instanceId":"{id}"}""" },
        new(Given.Done, "DELETE instances?createdTimeFrom={now}&createdTimeTo=2020-01-01", 404) { Answer = "", Then = """{"instanceId":"{id}"}""" },
    ];
}
