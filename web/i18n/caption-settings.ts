/** Words of 자막 설정, which few people open. */
export const ko = {
  size: '크기',
  small: '작게',
  normal: '보통',
  large: '크게',
  largest: '가장 크게',
  colour: '색',
  'white-black': '검은 바탕에 흰 글자',
  'yellow-black': '검은 바탕에 노란 글자',
  'black-white': '흰 바탕에 검은 글자',
  'white-none': '바탕 없이 흰 글자',
  place: '위치',
  bottom: '아래',
  top: '위',
};

export const en: typeof ko = {
  size: 'Size',
  small: 'Small',
  normal: 'Normal',
  large: 'Large',
  largest: 'Largest',
  colour: 'Colour',
  'white-black': 'White on black',
  'yellow-black': 'Yellow on black',
  'black-white': 'Black on white',
  'white-none': 'White, no background',
  place: 'Position',
  bottom: 'Bottom',
  top: 'Top',
};
