using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace SunGov.Api.Shared;

/// <summary>Examples of the main commands' bodies, by operation id.</summary>
public static class Examples
{
    /// <summary>Adds the example of an operation, where it has one.</summary>
    public static void AddTo(OpenApiOperation operation)
    {
        if (Of(operation.OperationId) is { } example
            && operation.RequestBody?.Content?.TryGetValue("application/json", out var media) is true)
        {
            media.Example = JsonNode.Parse(example);
        }
    }

    private static string? Of(string? operation) => operation switch
    {
        "logIn" => """{ "login": "chen.zhiyuan", "password": "correct horse battery staple" }""",
        "changePassword" => """{ "old": "correct horse battery staple", "new": "another long sentence" }""",
        "startProject" => """
            { "call": "2f0c6d5f8a7b4e01", "title": "面向柔性显示的有机发光材料研究", "entity": "8c1b2a3d4e5f6071" }
            """,
        "saveSection" => """{ "content": { "abstract": "本项目拟研究……", "keywords": ["有机发光", "柔性显示"] } }""",
        "handleTask" => """{ "what": "transfer", "reason": "出差一周", "person": "p-officer2", "signer": null }""",
        "actOnTask" => """{ "opinion": "材料齐全,同意推荐。", "input": null }""",
        "withdrawProject" => """{ "reason": "合作单位调整,重新申报。" }""",
        "suspendProject" or "resumeProject" or "terminateProject" => """{ "reason": "项目负责人变更,待核实。" }""",
        "raiseObjection" => """
            { "name": "某研究人员", "contact": "020-80000000", "text": "该项目与已立项的另一项目内容重复,请核查。",
              "anonymous": false, "publication": "2f0c6d5f8a7b4e01.notice.20261123" }
            """,
        "answerObjection" => """{ "upheld": false, "answer": "经核查,两个项目研究内容不同。" }""",
        "openUpload" => """
            { "form": "application", "section": "attachments", "field": "report", "name": "可行性报告.pdf",
              "mediaType": "application/pdf", "size": 1048576 }
            """,
        "draftCall" or "redraftCall" => """
            { "programme": "key-rnd", "title": "2027年度省重点领域研发计划申报通知", "year": 2027,
              "summary": "面向新材料等方向。", "guideline": [{ "heading": "一、新材料", "text": "……" }],
              "opens": "2027-01-04", "closes": "2027-02-26", "closesAt": "17:00:00", "entityCap": 30,
              "contact": "020-00000000" }
            """,
        "extendCall" => """{ "closes": "2027-03-05", "closesAt": "17:00:00", "reason": "系统维护,顺延一周。" }""",
        "setCallBlocks" => """
            { "blocks": [{ "unit": { "id": "8c1b2a3d4e5f6071", "name": "广州市科学技术局" }, "places": 10,
                           "fen": 600000000, "delegated": false }], "reason": "抽查发现程序不规范,收回立项权限。" }
            """,
        "postNotice" => """{ "title": "补充说明", "text": "附件格式以本通知为准。" }""",
        "addIdentity" => """
            { "role": "applicant", "organisation": "8c1b2a3d4e5f6071", "position": "研究员", "until": null }
            """,
        "registerPerson" => """
            { "name": "李明", "login": "li.ming", "residentId": null, "password": "correct horse battery staple",
              "mobile": null, "identities": [{ "role": "applicant", "organisation": "8c1b2a3d4e5f6071" }] }
            """,
        "correctPerson" => """{ "name": "李铭", "mobile": null, "reason": "登记时有错字。" }""",
        "resetPassword" => """{ "new": "harbour-lantern-58", "reason": "本人到场申请重置。" }""",
        "unlockPerson" => """{ "reason": "已核实本人身份。" }""",
        "registerEntity" => """
            { "name": "广州示例新材料研究院", "creditCode": "1244000070000001XE", "kind": "institute",
              "region": "440100", "parent": null, "competentAuthority": null, "recommendingUnit": null,
              "contact": "科研处 020-00000000" }
            """,
        "endIdentity" => """{ "reason": "调离本单位。" }""",
        "changeEntity" => """{ "contact": "科研处 020-11111111", "reason": "联系电话变更。" }""",
        "applyAsExpert" or "applyAsExpertAgain" or "changeExpert" => """
            { "title": "教授", "disciplines": ["43045", "5101010"], "keywords": ["陶瓷基板"],
              "recusals": [{ "kind": "entity", "id": "8c1b2a3d4e5f6071", "name": "某研究院", "why": "兼职" }] }
            """,
        "endorseExpert" or "returnExpert" or "confirmExpert" or "pauseExpert" or "leaveRegister" =>
            """{ "reason": "情况属实。" }""",
        "delegateTasks" => """
            { "identity": "5f0c9d0e6c1b4a7d", "to": "8c1b2a3d4e5f6071", "toIdentity": "2f0c6d5f8a7b4e01",
              "from": "2027-02-01", "until": "2027-02-14", "reason": "休假" }
            """,
        "publishDefinition" => """{ "definition": { "format": 1, "programme": "key-rnd" } }""",
        "putWorkingYear" => """
            { "holidays": ["2026-01-01", "2026-01-02", "2026-01-03"], "workdays": ["2026-01-04"],
              "source": "国务院办公厅关于节假日安排的通知" }
            """,
        "discloseValue" => """{ "reference": "4d6b0f3e8c1b2a7d" }""",
        "tryRule" => """{ "rule": { ">": [{ "var": "requestedFen" }, 5000000] }, "form": null, "section": null }""",
        "markMessagesRead" => """{ "messages": [] }""",
        _ => OfProgrammes(operation) ?? OfReviews(operation),
    };

    private static string? OfProgrammes(string? operation) => operation switch
    {
        "saveDraft" => """{ "definition": { "format": 1, "programme": "key-rnd" }, "basedOn": 1 }""",
        "publishDraft" or "publishVersionAgain" => """{ "note": "推荐环节改由单位直接报送。" }""",
        "confirmPublication" => """
            { "sm3": "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b" }
            """,
        "declinePublication" or "suspendProgramme" or "resumeProgramme" or "retireProgramme" =>
            """{ "reason": "年度预算调整。" }""",
        "tryDefinition" => """
            { "definition": null, "facts": { "title": "试运行项目" },
              "acts": [{ "task": null, "action": "hand-in", "opinion": null }],
              "contents": { "application": { "basic": { "title": "试运行项目" } } } }
            """,
        "previewForm" => """
            { "form": { "id": "application", "name": { "zh": "申报书", "en": "Application" }, "sections": [] } }
            """,
        "previewMigration" or "planMigration" => """
            { "from": 1, "to": 2, "stages": { "first": "opening" },
              "fields": { "application/basic/keywords": "application/basic/words" }, "note": "环节合并。" }
            """,
        _ => null,
    };

    private static string? OfReviews(string? operation) => operation switch
    {
        "createReviewActivity" => """
            { "title": "年度新材料专项网络评审", "call": "2f0c6d5f8a7b4e01", "stage": "expert-panel", "projects": [],
              "plan": { "sheet": "expert-review", "sheetsPerProject": 5, "blind": true,
                "opens": "2026-12-01", "closes": "2026-12-15" } }
            """,
        "changeReviewPlan" => """
            { "sheet": "expert-review", "sheetsPerProject": 5, "blind": true,
              "opens": "2026-12-01", "closes": "2026-12-20" }
            """,
        "arrangeReviewGroups" => """
            { "groups": [{ "name": "新材料", "disciplines": ["430"], "projects": ["8c1b2a3d4e5f6071"] }] }
            """,
        "drawReviewExperts" => """{ "reserves": 10 }""",
        "drawReviewReserves" => """{ "group": "r1-1", "count": 3 }""",
        "closeReviewActivity" => """{ "withMissing": false }""",
        "releaseReviewResults" or "previewReviewRelease" => """
            { "rows": [{ "project": "8c1b2a3d4e5f6071", "action": "pass", "opinion": "评审得分居前，建议支持。" }] }
            """,
        "replaceReviewExpert" or "returnScoreSheet" or "declineReview" or "declareConflict" =>
            """{ "reason": "本月出差，不能按期完成。" }""",
        "signCommitment" => """{ "agreed": true }""",
        "saveScoreSheet" or "submitScoreSheet" => """
            { "scores": [
                { "indicator": "innovation", "score": 86, "grade": null, "comment": "关键技术有明显创新。" },
                { "indicator": "budget", "score": null, "grade": "b", "comment": null }],
              "comment": "总体思路清楚，技术路线可行，建议支持。", "support": true }
            """,
        _ => null,
    };
}
