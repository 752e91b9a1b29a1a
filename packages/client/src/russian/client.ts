/** What the client itself says of answers. */
export const client = {
  'No answer from {}: {}': 'Нет ответа от {1}: {2}',
  'The service answered with status {}.': 'Сервис ответил со статусом {}.',
  'The token stands for no project: name one on which the user has a role.':
    'Токен выдан не для проекта: назовите проект, в котором у пользователя есть роль.',
  'The catalog of {} has no image service.': 'В каталоге {} нет сервиса образов.',
};
