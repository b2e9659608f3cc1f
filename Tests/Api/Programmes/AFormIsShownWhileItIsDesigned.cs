using System.Text.Json;

namespace SunGov.Tests.Api.Programmes;

/// <summary>R-BUS-11: the designer shows a form as those who fill it in would get it, by the same compiler.</summary>
[Collection(SunGovHost.Name)]
public sealed class AFormIsShownWhileItIsDesigned(SunGovHost host)
{
    private const string Field = """{"id":"kind","kind":"choice","name":{"zh":"类别","en":"Kind"},"required":true}""";

    [Fact]
    public async Task Also_while_it_still_has_faults_but_not_where_it_is_no_form()
    {
        var designer = await host.AsAsync("designer1");
        var shown = await PreviewAsync(designer, $$"""
            {"id":"a","name":{"zh":"表","en":"Form"},
            "sections":[{"id":"b","name":{"zh":"节","en":"Section"},"fields":[{{Field}}]}]}
            """);
        Assert.Equal(200, shown.Status);
        var section = shown.Body.GetProperty("sections")[0];
        Assert.Equal("b", section.GetProperty("id").GetString());
        Assert.Equal("kind", section.GetProperty("schema").GetProperty("required")[0].GetString());
        Assert.Equal("choice", section.GetProperty("ui").GetProperty("kind").GetProperty("ui:widget").GetString());

        var refused = await PreviewAsync(designer, """{"id":"a","colour":"red"}""");
        Assert.Equal((422, "definition-unreadable"), (refused.Status, refused.Code));
    }

    private static Task<Answer> PreviewAsync(ApiClient client, string form) => client.PostAsync(
        "programmes/form-preview", new { form = JsonDocument.Parse(form).RootElement });
}
