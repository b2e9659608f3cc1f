// What the people of the walk write and decide: the part that no API can tell.

const titles = [
  '面向车规级功率模块的高可靠封装材料与工艺研究',
  '多机器人协同焊接的在线检测与自适应控制系统研制',
  '基于数字孪生的精密机床热误差补偿技术及示范应用',
];

const abstracts = [
  '面向新能源汽车电驱系统对功率模块寿命的要求，研究低温烧结铜连接、高导热基板与应力缓冲结构，建立封装可靠性模型，'
    + '在两家企业的产线上完成工艺验证，使模块功率循环寿命提高一倍以上。',
  '针对大型结构件多机器人焊接中热变形大、质量靠抽检的问题，研制熔池视觉与结构光融合的在线检测装置，'
    + '研究多机协同规划和焊接参数自适应控制方法，在海工装备车间完成示范应用。',
  '针对精密机床长时间加工中热误差占比高的问题，建立主轴和进给系统的数字孪生模型，研究温度场在线辨识与补偿策略，'
    + '在三类机床上完成验证，使热误差降低六成以上，并形成可推广的补偿软件。',
];

const long = at => abstracts[at].repeat(2);

const application = {
  basic: ({ at, day }) => ({
    title: titles[at], field: 'advanced-manufacturing', starts: day(60), ends: day(60 + 3 * 365),
    keywords: '可靠性；在线检测；示范应用', summary: abstracts[at],
  }),
  research: ({ at }) => ({
    background: long(at), content: long(at), route: abstracts[at], innovation: abstracts[at],
    targets: [
      { name: '关键性能指标', present: '行业平均水平', final: '提高 30% 以上', proof: '第三方检测报告' },
      { name: '发明专利申请', final: '不少于 6 件', proof: '受理通知书' },
    ],
  }),
  members: ({ view }) => ({
    partners: [],
    people: [
      { name: view.leader.name, entity: view.entity, title: 'associate', duty: '总体方案与组织实施', months: 24 },
    ],
  }),
  budget: () => ({
    lines: [
      { category: 'equipment', purpose: '检测装置与工装 1 套', requested: 60000000, own: 40000000 },
      { category: 'operation', purpose: '材料、试制与测试', requested: 20000000, own: 30000000 },
    ],
    requested: 80000000, own: 70000000, total: 150000000,
  }),
  attachments: () => ({ proofs: [], integrity: true }),
};

const forms = {
  application,
  contract: { basic: () => ({}), indicators: () => ({ promise: true }) },
  report: { progress: () => ({ progress: '完成样机设计与两轮试制，关键指标达到年度目标，经费按预算执行。', spent: 30000000 }) },
  acceptance: {
    results: ({ content }) => ({
      summary: '按任务书完成全部研究内容，各项考核指标均已达到，经费使用合规。', spent: 80000000, proofs: [],
      targets: content.targets.map(target => ({ ...target, done: `已完成：${target.final}` })),
    }),
  },
  outcome: {
    outcome: () => ({ kind: 'applied', abstract: '形成成套工艺和装备，建成示范线一条，产品已在三家企业应用。' }),
  },
};

export const answers = {
  titles,

  call: day => ({
    programme: 'key-rnd', title: '省重点领域研发计划“装备与工艺”接口演示专项申报通知',
    year: Number(day(0).slice(0, 4)) + 1,
    summary: '面向高端装备和先进工艺的关键技术，支持产学研联合攻关。',
    guideline: [{ heading: '一、支持方向', text: '高端装备与先进工艺。' }],
    opens: day(0), closes: day(30), closesAt: '17:00:00', entityCap: 5, contact: '资源配置与管理处 020-83000001',
  }),

  /** What is put into a section, over what it starts with. */
  form: (form, section, project, view, day) =>
    forms[form][section.id]({ at: project.at, view, day, content: section.content }),

  round: (call, stage, day) => ({
    title: '装备与工艺专项专家评审', call, stage, projects: [],
    plan: { sheet: 'expert-review', sheetsPerProject: 3, blind: true, opens: day(0), closes: day(20) },
  }),

  /** GB/T 13745 codes of those who can judge a group. */
  disciplines: () => ['430', '460', '470', '510'],
};

/** What is decided in a stage; nothing said, it is the usual next step. `action` and `input` as the API asks for. */
export const decisions = {
  recommend: () => ({ opinion: '符合指南方向和申报条件，同意推荐。' }),
  review: () => ({ round: true }),
  proposal: ({ rank, task }) => rank === 3
    ? { action: 'reject', opinion: '受年度经费限制，排名靠后，不予立项。' }
    : {
      opinion: task.returned ? '已补充与在研项目的区别。' : '评审排名靠前，建议立项。',
      input: ({ amount }) => ({ plan: [{ year: 2027, amount: amount * 0.6 }, { year: 2028, amount: amount * 0.4 }] }),
    },
  // The technical division sends the best one back once: that ends the stage for all three at once.
  approval: ({ view, rank, task }) => rank === 1 && task.identityName.includes('高新技术处')
    && !view.stages.find(one => one.id === 'proposal').tasks[0].opinion.startsWith('已补充')
    ? { action: 'return', opinion: '请说明与在研项目的区别。' }
    : { opinion: '同意立项。' },
  // One report, then the acceptance; nobody needs to wait for the year's end.
  running: ({ view }) => (view.forms.some(one => one.id.startsWith('report') && one.sm3) ? { action: 'close' } : {}),
  'final-acceptance': ({ rank }) => ({
    opinion: rank === 1 ? '完成任务书全部指标，同意通过验收。' : '完成主要任务，同意结题。',
    input: () => ({ verdict: rank === 1 ? 'passed' : 'concluded' }),
  }),
};

export const objection = {
  name: '周明', contact: '020-80000000', text: '该项目与一项在研项目的研究内容相近，请核查是否重复立项。',
};

/** A sheet as an expert fills it in: a little different at each desk, better for some projects than for others. */
export function sheet(form, at, desk) {
  const level = [0.92, 0.84, 0.75][at] - (desk.charCodeAt(0) % 5) / 100;
  const comment = '研究目标明确，技术路线清晰可行，与同类工作相比有新意。';
  return {
    scores: form.indicators.map(one => ({
      indicator: one.id,
      score: one.grades.length > 0 ? null : Math.round(one.max * level / one.step) * one.step,
      grade: one.grades.length > 0 ? one.grades[Math.min(at, one.grades.length - 1)].value : null,
      comment: one.comment.required ? comment : null,
    })),
    comment: form.comment.required ? `${comment}建议在实施中加强应用验证。` : null,
    support: form.support ? at < 2 : null,
  };
}
